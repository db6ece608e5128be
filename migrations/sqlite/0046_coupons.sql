-- Codes that take something off a price. A code is never used for two coupons.
CREATE TABLE coupons (
    code TEXT PRIMARY KEY NOT NULL,
    -- percent, or sum: micro-units.
    kind TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    -- Orders it is for in all, and of one person; 0 is any number.
    uses_max INTEGER NOT NULL CHECK (uses_max >= 0),
    person_max INTEGER NOT NULL CHECK (person_max >= 0),
    -- Orders that have it now.
    uses INTEGER NOT NULL DEFAULT 0 CHECK (uses >= 0),
    -- From when until when it holds; 0 is always.
    from_ms INTEGER NOT NULL,
    until_ms INTEGER NOT NULL,
    -- everything, category or service, and its number.
    scope TEXT NOT NULL,
    scope_id INTEGER NOT NULL,
    min_order INTEGER NOT NULL CHECK (min_order >= 0),
    is_stopped INTEGER NOT NULL DEFAULT 0 CHECK (is_stopped IN (0, 1)),
    created_by INTEGER NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX coupons_by_age ON coupons (is_stopped, created_ms);

-- The orders that were paid for with a coupon; an order has one at the most.
CREATE TABLE coupon_uses (
    order_id INTEGER PRIMARY KEY NOT NULL REFERENCES orders (order_id),
    code TEXT NOT NULL REFERENCES coupons (code),
    person_id INTEGER NOT NULL REFERENCES people (person_id),
    -- Set once all was returned and nothing delivered, so that it may be used again.
    is_given_back INTEGER NOT NULL DEFAULT 0 CHECK (is_given_back IN (0, 1)),
    used_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX coupon_uses_by_person ON coupon_uses (code, person_id);

-- Codes that nobody has, as they were tried.
CREATE TABLE coupon_tries (
    try_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (person_id),
    tried_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX coupon_tries_by_person ON coupon_tries (person_id, tried_ms);
CREATE INDEX coupon_tries_by_age ON coupon_tries (tried_ms);

-- What was taken off; the price is what is paid.
ALTER TABLE quotes ADD COLUMN coupon TEXT NOT NULL DEFAULT '';
ALTER TABLE quotes ADD COLUMN discount INTEGER NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN coupon TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN discount INTEGER NOT NULL DEFAULT 0;
