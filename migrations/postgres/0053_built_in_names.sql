-- What the shop itself calls services and categories that no provider names, by the name that it
-- lists them under. Written anew at each start.
CREATE TABLE built_in_names (
    listed TEXT NOT NULL,
    lang TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (listed, lang)
);
