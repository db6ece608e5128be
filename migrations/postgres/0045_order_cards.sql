-- Cards of orders that show less than is known by now; a row goes when its card is drawn anew.
CREATE TABLE order_card_dues (
    order_id BIGINT PRIMARY KEY,
    person_id BIGINT NOT NULL,
    -- since when, unix milliseconds
    since_ms BIGINT NOT NULL,
    -- whether the provider has said since that the delivery has begun
    is_start BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX order_card_dues_by_age ON order_card_dues (since_ms, order_id);
CREATE INDEX order_card_dues_of_person ON order_card_dues (person_id, since_ms, order_id);

-- Which messages about a person's orders ring; see domain::ring
ALTER TABLE people ADD COLUMN rings TEXT NOT NULL DEFAULT 'end';
