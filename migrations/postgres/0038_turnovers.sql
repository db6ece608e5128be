-- What the orders of a provider cost that were placed in each ten minutes that are over: what it may
-- return by itself is a share of a day of them, which would have to be added up for every return.
CREATE TABLE turnovers (
    provider TEXT NOT NULL,
    from_ms BIGINT NOT NULL,
    -- micro-units
    amount BIGINT NOT NULL,
    PRIMARY KEY (provider, from_ms)
);

-- What is not over yet is added up out of the index alone.
DROP INDEX orders_by_time;
CREATE INDEX orders_by_time ON orders (provider, created_ms, price);
