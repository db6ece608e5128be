-- What owners say of a service or a category in place of its provider, by language. A sync never
-- touches it, whatever the provider lists.
CREATE TABLE catalog_texts (
    -- service, category
    kind TEXT NOT NULL,
    item_id BIGINT NOT NULL,
    lang TEXT NOT NULL,
    -- Empty: what the provider says.
    name TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    changed_ms BIGINT NOT NULL,
    PRIMARY KEY (kind, item_id, lang)
);

-- 1: listed first.
ALTER TABLE services ADD COLUMN is_pinned BIGINT NOT NULL DEFAULT 0;
ALTER TABLE categories ADD COLUMN is_pinned BIGINT NOT NULL DEFAULT 0;
-- 1: an owner has hidden it; what it comes to stands in services.is_hidden as 5.
ALTER TABLE services ADD COLUMN is_withdrawn BIGINT NOT NULL DEFAULT 0;
ALTER TABLE categories ADD COLUMN is_withdrawn BIGINT NOT NULL DEFAULT 0;

CREATE INDEX services_withdrawn ON services (service_id) WHERE is_withdrawn = 1;
CREATE INDEX categories_withdrawn ON categories (category_id) WHERE is_withdrawn = 1;
