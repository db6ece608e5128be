-- What a provider charges, what it lacks, and every id that was seen for an order.

-- 1 once owners were told that the provider charges far more than the order was to cost.
ALTER TABLE orders ADD COLUMN is_charge_told INTEGER NOT NULL DEFAULT 0;

-- 1 from a refusal for want of funds until an order is taken: orders are tried one by one.
ALTER TABLE providers ADD COLUMN is_short INTEGER NOT NULL DEFAULT 0;
-- A balance above this has grown since then, exact decimal; empty when it is not known.
ALTER TABLE providers ADD COLUMN short_of TEXT NOT NULL DEFAULT '';

UPDATE providers SET is_short = 1 WHERE EXISTS (SELECT 1 FROM orders o
    WHERE o.provider = providers.name AND o.state = 'queued' AND o.reason = 'out_of_funds');

-- Who waits for the shop's money there.
CREATE INDEX orders_waiting_for_funds ON orders (provider, not_before_ms)
    WHERE state = 'queued' AND reason = 'out_of_funds';
-- Who waits for the end of another order for the same target.
CREATE INDEX orders_waiting_for_target ON orders (provider, target)
    WHERE state = 'queued' AND reason = 'duplicate_link';

-- An answer that is repeated is kept once.
DELETE FROM order_answers WHERE EXISTS (SELECT 1 FROM order_answers e
    WHERE e.order_id = order_answers.order_id AND e.answer = order_answers.answer
    AND e.provider_order_id = order_answers.provider_order_id
    AND e.attempt < order_answers.attempt);
CREATE UNIQUE INDEX order_answers_once ON order_answers (order_id, answer, provider_order_id);

-- Ids that were seen before answers were kept.
INSERT INTO order_answers (order_id, attempt, answer, provider_order_id, at_ms)
    SELECT order_id, attempt, 'seen', seen_id, changed_ms FROM orders WHERE seen_id <> ''
    AND NOT EXISTS (SELECT 1 FROM order_answers a WHERE a.order_id = orders.order_id
        AND a.provider_order_id = orders.seen_id);
