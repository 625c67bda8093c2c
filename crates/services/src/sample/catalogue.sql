-- 20,000 products with texts in four languages, one to three variants each, and the pictures of the demo. All of it comes from numbers: the same rows each time.

-- A number from 0 to 1 for a thing and its number: always the same one.
CREATE FUNCTION pg_temp.draw(thing text, number bigint) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (hashtextextended(thing, number) & 1073741823) / 1073741824.0;

CREATE FUNCTION pg_temp.id(thing text, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN md5('astris-large/' || thing || '/' || number)::uuid;

CREATE FUNCTION pg_temp.slug(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN translate(replace(replace(replace(lower(words), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), ' ', '-');

CREATE TEMP TABLE sample_things ON COMMIT DROP AS
SELECT (row_number() OVER (ORDER BY de COLLATE "C") - 1)::integer AS number, de, fr, it, en, price, grams
FROM (VALUES
    ('Tasse', 'Tasse', 'Tazza', 'mug', 2900, 350), ('Teller', 'Assiette', 'Piatto', 'plate', 3400, 600),
    ('Schale', 'Bol', 'Ciotola', 'bowl', 3900, 550), ('Krug', 'Cruche', 'Brocca', 'jug', 6900, 1100),
    ('Vase', 'Vase', 'Vaso', 'vase', 7900, 1200), ('Kerzenhalter', 'Bougeoir', 'Portacandela', 'candle holder', 4500, 500),
    ('Tablett', 'Plateau', 'Vassoio', 'tray', 5900, 900), ('Dose', 'Boîte', 'Scatola', 'box', 2400, 300),
    ('Brett', 'Planche', 'Tagliere', 'board', 4900, 1000), ('Korb', 'Corbeille', 'Cesto', 'basket', 5500, 700),
    ('Kissen', 'Coussin', 'Cuscino', 'cushion', 6500, 600), ('Decke', 'Couverture', 'Coperta', 'blanket', 14900, 1500),
    ('Tischtuch', 'Nappe', 'Tovaglia', 'tablecloth', 8900, 700), ('Serviette', 'Serviette', 'Tovagliolo', 'napkin', 1400, 80),
    ('Leuchte', 'Lampe', 'Lampada', 'lamp', 18900, 2500), ('Spiegel', 'Miroir', 'Specchio', 'mirror', 16900, 4000),
    ('Uhr', 'Horloge', 'Orologio', 'clock', 9900, 800), ('Rahmen', 'Cadre', 'Cornice', 'frame', 3900, 700),
    ('Haken', 'Crochet', 'Gancio', 'hook', 1900, 150), ('Regal', 'Étagère', 'Scaffale', 'shelf', 24900, 9000),
    ('Hocker', 'Tabouret', 'Sgabello', 'stool', 19900, 5000), ('Notizbuch', 'Carnet', 'Taccuino', 'notebook', 1900, 250),
    ('Mappe', 'Porte-documents', 'Cartella', 'folder', 3200, 300), ('Stifthalter', 'Pot à crayons', 'Portapenne', 'pen holder', 2600, 350),
    ('Briefablage', 'Corbeille à courrier', 'Portalettere', 'letter tray', 4200, 900), ('Lesezeichen', 'Signet', 'Segnalibro', 'bookmark', 900, 30),
    ('Kreisel', 'Toupie', 'Trottola', 'spinning top', 1200, 60), ('Holzzug', 'Train', 'Trenino', 'toy train', 4900, 800),
    ('Würfelspiel', 'Jeu de dés', 'Gioco di dadi', 'dice game', 2900, 400), ('Drachen', 'Cerf-volant', 'Aquilone', 'kite', 3900, 300),
    ('Flasche', 'Bouteille', 'Bottiglia', 'bottle', 3500, 400), ('Picknicktasche', 'Sac à pique-nique', 'Borsa da picnic', 'picnic bag', 7900, 900),
    ('Giesskanne', 'Arrosoir', 'Annaffiatoio', 'watering can', 5900, 900), ('Topf', 'Pot', 'Vaso da fiori', 'flower pot', 2900, 1300),
    ('Mühle', 'Moulin', 'Macinino', 'mill', 6900, 600), ('Löffel', 'Cuillère', 'Cucchiaio', 'spoon', 1100, 70),
    ('Karaffe', 'Carafe', 'Caraffa', 'carafe', 5900, 1000), ('Untersetzer', 'Dessous-de-verre', 'Sottobicchiere', 'coaster', 800, 60),
    ('Seifenschale', 'Porte-savon', 'Portasapone', 'soap dish', 1900, 250), ('Bürste', 'Brosse', 'Spazzola', 'brush', 1600, 120)
) AS thing (de, fr, it, en, price, grams);

CREATE TEMP TABLE sample_places ON COMMIT DROP AS
SELECT name, (row_number() OVER (ORDER BY name COLLATE "C") - 1)::integer AS number
FROM unnest(ARRAY['Aare', 'Albula', 'Brienz', 'Calanca', 'Davos', 'Eiger', 'Furka', 'Glarus', 'Irchel', 'Jura', 'Kander', 'Lugano', 'Maggia', 'Napf',
                  'Onsernone', 'Pilatus', 'Rigi', 'Simplon', 'Titlis', 'Uri']) AS name;

CREATE TEMP TABLE sample_materials ON COMMIT DROP AS
SELECT de, fr, it, en, (row_number() OVER (ORDER BY de COLLATE "C") - 1)::integer AS number
FROM (VALUES
    ('Steinzeug', 'grès', 'gres', 'stoneware'), ('Porzellan', 'porcelaine', 'porcellana', 'porcelain'), ('Ton', 'terre cuite', 'terracotta', 'clay'),
    ('Glas', 'verre', 'vetro', 'glass'), ('Eiche', 'chêne', 'quercia', 'oak'), ('Ahorn', 'érable', 'acero', 'maple'), ('Nussbaum', 'noyer', 'noce', 'walnut'),
    ('Arve', 'arolle', 'cembro', 'stone pine'), ('Esche', 'frêne', 'frassino', 'ash'), ('Buche', 'hêtre', 'faggio', 'beech'), ('Leinen', 'lin', 'lino', 'linen'),
    ('Wolle', 'laine', 'lana', 'wool'), ('Baumwolle', 'coton', 'cotone', 'cotton'), ('Filz', 'feutre', 'feltro', 'felt'), ('Leder', 'cuir', 'pelle', 'leather'),
    ('Kork', 'liège', 'sughero', 'cork'), ('Messing', 'laiton', 'ottone', 'brass'), ('Kupfer', 'cuivre', 'rame', 'copper'), ('Stahl', 'acier', 'acciaio', 'steel'),
    ('Aluminium', 'aluminium', 'alluminio', 'aluminium'), ('Papier', 'papier', 'carta', 'paper'), ('Karton', 'carton', 'cartone', 'cardboard'),
    ('Stroh', 'paille', 'paglia', 'straw'), ('Weide', 'osier', 'vimini', 'willow'), ('Granit', 'granit', 'granito', 'granite')
) AS material (de, fr, it, en);

CREATE TEMP TABLE sample_colours ON COMMIT DROP AS
SELECT de, fr, it, en, (row_number() OVER (ORDER BY de COLLATE "C") - 1)::integer AS number
FROM (VALUES
    ('Sand', 'Sable', 'Sabbia', 'Sand'), ('Salbei', 'Sauge', 'Salvia', 'Sage'), ('Terrakotta', 'Terre cuite', 'Terracotta', 'Terracotta'),
    ('Nachtblau', 'Bleu nuit', 'Blu notte', 'Night blue'), ('Schnee', 'Neige', 'Neve', 'Snow'), ('Schiefer', 'Ardoise', 'Ardesia', 'Slate')
) AS colour (de, fr, it, en);

CREATE TEMP TABLE sample_products ON COMMIT DROP AS
SELECT product AS number, pg_temp.id('product', product) AS id,
       pg_temp.slug(thing.de || '-' || place.name || '-' || material.de) || '-' || lpad(product::text, 5, '0') AS slug,
       thing.price, thing.grams, (1 + floor(pg_temp.draw('variants', product) * 3))::integer AS variants, pg_temp.draw('status', product) AS fate,
       jsonb_build_object('de', format('%s %s aus %s', thing.de, place.name, material.de), 'fr', format('%s %s en %s', thing.fr, place.name, material.fr),
           'it', format('%s %s in %s', thing.it, place.name, material.it), 'en', format('%s %s %s', place.name, material.en, thing.en)) AS name,
       jsonb_build_object('de', format('%s aus %s, in kleiner Serie gefertigt.', thing.de, material.de),
           'fr', format('%s en %s, fabrication en petite série.', thing.fr, material.fr),
           'it', format('%s in %s, prodotto in piccola serie.', thing.it, material.it),
           'en', format('%s of %s, made in a small series.', initcap(thing.en), material.en)) AS summary,
       jsonb_build_object('de', format('%s der Reihe %s. Material: %s. Gewicht %s g.', thing.de, place.name, material.de, thing.grams),
           'fr', format('%s de la série %s. Matière: %s. Poids %s g.', thing.fr, place.name, material.fr, thing.grams),
           'it', format('%s della serie %s. Materiale: %s. Peso %s g.', thing.it, place.name, material.it, thing.grams),
           'en', format('%s of the %s series. Material: %s. Weight %s g.', initcap(thing.en), place.name, material.en, thing.grams)) AS description
FROM generate_series(1, 20000) AS product
JOIN sample_things AS thing ON thing.number = (product - 1) % 40
JOIN sample_places AS place ON place.number = (product - 1) / 40 % 20
JOIN sample_materials AS material ON material.number = (product - 1) / 800;

INSERT INTO catalog_products (id, category_id, slug, position, name, summary, description, vat_class, archived_at, created_at, published_at)
SELECT product.id, category.id, product.slug, most.position + product.number, product.name, product.summary, product.description, 'standard',
       CASE WHEN fate < 0.03 THEN now() - interval '30 days' END, now() - interval '740 days',
       CASE WHEN fate < 0.95 THEN now() - interval '740 days' WHEN fate > 0.98 THEN now() + interval '10 days' END
FROM sample_products AS product
CROSS JOIN (SELECT coalesce(max(position), 0) AS position FROM catalog_products) AS most
JOIN (SELECT id, row_number() OVER (ORDER BY position, id) - 1 AS number, count(*) OVER () AS all_of_them FROM catalog_categories) AS category
    ON category.number = (product.number - 1) % 40 % category.all_of_them;

-- Each product shows a picture of the demo, of its own category.
WITH shown AS (
    SELECT product.category_id, picture.stem, picture.alt, picture.width, picture.height, picture.ground,
           row_number() OVER (PARTITION BY product.category_id ORDER BY product.position, product.id) - 1 AS number,
           count(*) OVER (PARTITION BY product.category_id) AS all_of_them
    FROM catalog_pictures AS picture JOIN catalog_products AS product ON product.id = picture.product_id WHERE picture.position = 1
)
INSERT INTO catalog_pictures (product_id, position, stem, alt, width, height, ground)
SELECT made.id, 1, shown.stem, shown.alt, shown.width, shown.height, shown.ground
FROM sample_products AS made JOIN catalog_products AS product ON product.id = made.id
JOIN shown ON shown.category_id = product.category_id AND shown.number = made.number / 40 % shown.all_of_them;

INSERT INTO catalog_options (id, product_id, position, name)
SELECT pg_temp.id('option', number), id, 1, '{"de": "Farbe", "fr": "Couleur", "it": "Colore", "en": "Colour"}' FROM sample_products WHERE variants > 1;

-- A variant with its colour, where its product has several.
CREATE TEMP TABLE sample_variants ON COMMIT DROP AS
SELECT product.number * 4 + part AS number, pg_temp.id('variant', product.number * 4 + part) AS id, product.id AS product_id, product.number AS product,
       part, format('L%s-%s', lpad(product.number::text, 5, '0'), part) AS sku,
       ((product.price * (0.8 + 0.6 * pg_temp.draw('price', product.number)))::integer / 50 * 50 + 45)::bigint AS price, product.grams,
       CASE WHEN product.variants > 1 THEN (product.number + part) % 6 END AS colour, product.fate
FROM sample_products AS product CROSS JOIN LATERAL generate_series(1, product.variants) AS part;

INSERT INTO catalog_option_values (id, option_id, slug, position, name)
SELECT pg_temp.id('value', variant.number), pg_temp.id('option', variant.product), pg_temp.slug(colour.de), variant.part,
       jsonb_build_object('de', colour.de, 'fr', colour.fr, 'it', colour.it, 'en', colour.en)
FROM sample_variants AS variant JOIN sample_colours AS colour ON colour.number = variant.colour;

INSERT INTO catalog_variants (id, product_id, sku, position, price, compare_at, weight_grams)
SELECT id, product_id, sku, part, price, CASE WHEN pg_temp.draw('former', product) < 0.08 THEN (price * 1.25)::bigint END, grams FROM sample_variants;

INSERT INTO catalog_variant_values (variant_id, option_value_id)
SELECT id, pg_temp.id('value', number) FROM sample_variants WHERE colour IS NOT NULL;
