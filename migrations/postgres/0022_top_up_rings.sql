-- How often the owners' phones rang for a customer's requests for a top-up. A ring that an owner
-- has answered by declining counts no more among the few that a person has.
CREATE TABLE top_up_rings (
    person_id BIGINT NOT NULL,
    checkout_id TEXT NOT NULL,
    rung_ms BIGINT NOT NULL,
    is_counted BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (person_id, checkout_id)
);

CREATE INDEX top_up_rings_by_time ON top_up_rings (rung_ms);

-- They stood among the alerts and meant something for ten minutes only.
DELETE FROM alerts WHERE key LIKE 'topup:%';
