-- What became of a service's orders of the last thirty days, computed anew every hour.
CREATE TABLE service_stats (
    service_id BIGINT PRIMARY KEY NOT NULL REFERENCES services (service_id),
    -- Orders that were accepted and have ended.
    orders BIGINT NOT NULL,
    -- Of those: delivered with nothing returned, stopped early, canceled.
    delivered BIGINT NOT NULL,
    partial BIGINT NOT NULL,
    canceled BIGINT NOT NULL,
    -- Of those: orders for which a refill was asked.
    refills_asked BIGINT NOT NULL DEFAULT 0,
    -- From Confirm to the first sign of a delivery and to its end, milliseconds; -1 when not known.
    start_median_ms BIGINT NOT NULL,
    start_p90_ms BIGINT NOT NULL,
    end_median_ms BIGINT NOT NULL,
    end_p90_ms BIGINT NOT NULL,
    -- As in services.standing.
    standing BIGINT NOT NULL,
    computed_ms BIGINT NOT NULL
);

-- How much better than ordinary it was delivered, in steps; 0 while too little is known.
ALTER TABLE services ADD COLUMN standing BIGINT NOT NULL DEFAULT 0;

-- The order of a category's services: a page is read as it stands here.
DROP INDEX services_by_category;
CREATE INDEX services_by_place
    ON services (category_id, is_hidden, is_pinned DESC, standing DESC, service_id);
