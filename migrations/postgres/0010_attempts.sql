-- What the attempts to send an order have proved so far.

-- Times it went to a person because it may have been placed.
ALTER TABLE orders ADD COLUMN doubts BIGINT NOT NULL DEFAULT 0;
-- Attempts that reached the provider and were refused, and those refused for want of funds there.
ALTER TABLE orders ADD COLUMN refusals BIGINT NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN shortages BIGINT NOT NULL DEFAULT 0;
-- What the provider may tell a repeated order by; set at the first attempt, then never changed.
ALTER TABLE orders ADD COLUMN request_id TEXT NOT NULL DEFAULT '';

UPDATE orders SET request_id = 'order-' || order_id WHERE attempt > 0;
UPDATE orders SET doubts = 1 WHERE provider_order_id = '' AND (
    (state = 'review' AND review_kind = 'submission')
    OR (state IN ('queued', 'submitting') AND EXISTS (
        SELECT 1 FROM order_events e WHERE e.order_id = orders.order_id AND e.state = 'review')));

-- Answers that a person may need who decides about an order, and every id that was seen for it.
CREATE TABLE order_answers (
    order_id BIGINT NOT NULL REFERENCES orders (order_id),
    attempt BIGINT NOT NULL,
    -- a word of ours
    answer TEXT NOT NULL,
    -- empty when none came along
    provider_order_id TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (order_id, attempt, answer, provider_order_id)
);
