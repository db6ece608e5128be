-- How much of an order's price was bonus, and how much of that went back.
ALTER TABLE orders ADD COLUMN bonus_part BIGINT NOT NULL DEFAULT 0 CHECK (bonus_part >= 0);
ALTER TABLE orders ADD COLUMN bonus_returned BIGINT NOT NULL DEFAULT 0
    CHECK (bonus_returned >= 0);
