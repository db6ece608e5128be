-- What types other than the default one need: inputs, comments, flat prices; and the key by which two
-- orders for one target are known.

ALTER TABLE quotes ADD COLUMN billed_quantity INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quotes ADD COLUMN inputs TEXT NOT NULL DEFAULT '';
UPDATE quotes SET billed_quantity = quantity,
    inputs = '{"v":1,"type":"default","quantity":' || CAST(quantity AS TEXT) || '}';

ALTER TABLE orders ADD COLUMN target TEXT NOT NULL DEFAULT '';
UPDATE orders SET target = link WHERE state IN ('queued', 'submitting', 'review', 'active');
CREATE INDEX orders_running ON orders (person_id, target, service_id)
    WHERE state IN ('queued', 'submitting', 'review', 'active');

-- Two spellings of one target are one: of them one order is sent at a time.
DROP INDEX orders_being_sent;
CREATE INDEX orders_being_sent ON orders (provider, target) WHERE state = 'submitting';

-- What a package's rate is for only the next sync knows: until then none is shown.
UPDATE sources SET pricing = 'flat' WHERE service_id IN
    (SELECT service_id FROM services WHERE kind IN ('package', 'custom_comments_package'));
UPDATE services SET is_hidden = 1
    WHERE is_hidden = 0 AND kind IN ('package', 'custom_comments_package');
UPDATE categories SET visible_count = (SELECT COUNT(*) FROM services s
    WHERE s.category_id = categories.category_id AND s.is_hidden = 0);

CREATE TABLE comment_lists (
    list_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    person_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    line_count INTEGER NOT NULL,
    char_count INTEGER NOT NULL,
    -- 1 once an order was made from it; it does not change any more
    is_ordered INTEGER NOT NULL DEFAULT 0,
    changed_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX comment_lists_open ON comment_lists (person_id) WHERE is_ordered = 0;
CREATE INDEX comment_lists_dropped ON comment_lists (changed_ms) WHERE is_ordered = 0;
