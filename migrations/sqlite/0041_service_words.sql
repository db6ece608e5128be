-- Words by which services are found: of the provider's name and category, of the owners' names in
-- every language, and behind a slash what kind of link a service takes. Nothing else refers to
-- them; they are made anew from the names.
CREATE TABLE service_words (
    -- folded; in the order of its code points
    word TEXT NOT NULL,
    service_id INTEGER NOT NULL,
    PRIMARY KEY (word, service_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX service_words_by_service ON service_words (service_id, word);
-- What is on sale, in the order of the lists.
CREATE INDEX services_shown_by_place
    ON services (is_hidden, is_pinned DESC, standing DESC, service_id);
