-- How much of an order's price was bonus, and how much of that went back.
ALTER TABLE orders ADD COLUMN bonus_part INTEGER NOT NULL DEFAULT 0 CHECK (bonus_part >= 0);
ALTER TABLE orders ADD COLUMN bonus_returned INTEGER NOT NULL DEFAULT 0
    CHECK (bonus_returned >= 0);
