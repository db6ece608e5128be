-- The code in a person's own link.
CREATE TABLE referral_codes (
    person_id BIGINT PRIMARY KEY NOT NULL REFERENCES people (person_id),
    code TEXT NOT NULL UNIQUE
);

-- Who came by whose link; nothing changes it.
CREATE TABLE referrals (
    person_id BIGINT PRIMARY KEY NOT NULL REFERENCES people (person_id),
    inviter_id BIGINT NOT NULL REFERENCES people (person_id),
    bound_ms BIGINT NOT NULL
);
CREATE INDEX referrals_by_inviter ON referrals (inviter_id);

-- What an order of somebody invited has earned for the inviter, less what was taken back.
CREATE TABLE referral_earnings (
    order_id BIGINT PRIMARY KEY NOT NULL REFERENCES orders (order_id),
    person_id BIGINT NOT NULL REFERENCES people (person_id),
    inviter_id BIGINT NOT NULL REFERENCES people (person_id),
    -- The share that was in force when the order ended.
    percent BIGINT NOT NULL CHECK (percent > 0),
    earned BIGINT NOT NULL CHECK (earned >= 0),
    earned_ms BIGINT NOT NULL
);
CREATE INDEX referral_earnings_by_inviter ON referral_earnings (inviter_id);
CREATE INDEX referral_earnings_by_person ON referral_earnings (person_id);
