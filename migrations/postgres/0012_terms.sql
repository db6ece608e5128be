-- What customers were shown: quote and order keep it, whatever the service becomes later.

ALTER TABLE quotes ADD COLUMN terms TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN terms TEXT NOT NULL DEFAULT '';

-- Since when the provider has listed it without a gap; 0 for always. A provider may give the number
-- of a service that was gone to another one.
ALTER TABLE services ADD COLUMN listed_ms BIGINT NOT NULL DEFAULT 0;

-- services.is_hidden 4: it cannot be sold.

UPDATE quotes SET terms = COALESCE((SELECT json_build_object('v', 1, 'name', s.name,
    'category', c.name, 'type', s.kind, 'pricing', r.pricing, 'min', s.min_quantity,
    'max', s.max_quantity, 'refill', s.has_refill <> 0,
    'cancel', s.has_cancel <> 0,
    'dripfeed', s.has_dripfeed <> 0,
    'description', s.description, 'average_time', s.average_time, 'source', quotes.source_id,
    'listed_ms', 0)::text FROM services s JOIN categories c ON c.category_id = s.category_id
    JOIN sources r ON r.source_id = quotes.source_id
    WHERE s.service_id = quotes.service_id), '');

UPDATE orders SET terms = COALESCE((SELECT json_build_object('v', 1, 'name', s.name,
    'category', c.name, 'type', s.kind, 'pricing', r.pricing, 'min', s.min_quantity,
    'max', s.max_quantity, 'refill', s.has_refill <> 0,
    'cancel', s.has_cancel <> 0,
    'dripfeed', s.has_dripfeed <> 0,
    'description', s.description, 'average_time', s.average_time, 'source', orders.source_id,
    'listed_ms', 0)::text FROM services s JOIN categories c ON c.category_id = s.category_id
    JOIN sources r ON r.source_id = orders.source_id
    WHERE s.service_id = orders.service_id), '');
