-- How services are found: by platform, by how often they were bought, by price, by what a person
-- likes. All but the last is computed by a job and only read by those who look around.

-- Orders of the last thirty days; canceled and refused ones are none.
ALTER TABLE services ADD COLUMN bought INTEGER NOT NULL DEFAULT 0;
-- The price as it is shown, of what its rate is for, in micro-units; 0 while it is not known.
ALTER TABLE services ADD COLUMN price INTEGER NOT NULL DEFAULT 0;

-- The platform that its name tells, by its stored name; empty for none.
ALTER TABLE categories ADD COLUMN platform TEXT NOT NULL DEFAULT '';
-- Of all its services.
ALTER TABLE categories ADD COLUMN bought INTEGER NOT NULL DEFAULT 0;
-- Its services that are the cheapest, bought most and delivered fastest; 0 for none.
ALTER TABLE categories ADD COLUMN cheapest_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE categories ADD COLUMN popular_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE categories ADD COLUMN fastest_id INTEGER NOT NULL DEFAULT 0;

CREATE INDEX categories_by_platform ON categories (platform, is_pinned DESC, category_id)
    WHERE visible_count > 0;

-- The orders of the lists.
DROP INDEX services_by_place;
CREATE INDEX services_by_place ON services
    (category_id, is_hidden, is_pinned DESC, standing DESC, bought DESC, price, service_id);
DROP INDEX services_shown_by_place;
CREATE INDEX services_shown_by_place ON services
    (is_hidden, is_pinned DESC, standing DESC, bought DESC, price, service_id);

CREATE TABLE favourites (
    person_id INTEGER NOT NULL REFERENCES people (person_id),
    service_id INTEGER NOT NULL REFERENCES services (service_id),
    added_ms INTEGER NOT NULL,
    PRIMARY KEY (person_id, service_id)
) STRICT, WITHOUT ROWID;
