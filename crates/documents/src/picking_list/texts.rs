//! The picking list's words.

use domain::language::Language;

/// The words of one language; `{date}`, `{order}`, `{orders}`, `{page}` and `{pages}` stand for the list's own.
#[derive(Debug)]
pub(super) struct Texts {
    pub title: &'static str,
    pub sums: &'static str,
    pub order: &'static str,
    pub left_out: &'static str,
    pub quantity: &'static str,
    pub sku: &'static str,
    pub article: &'static str,
    pub page: &'static str,
}

pub(super) const fn texts(language: Language) -> &'static Texts {
    match language {
        Language::De => &DE,
        Language::Fr => &FR,
        Language::It => &IT,
        Language::En => &EN,
    }
}

const DE: Texts = Texts {
    title: "Rüstliste vom {date}",
    sums: "Alles zusammen",
    order: "Bestellung {order}",
    left_out: "Nichts zu verschicken ist von: {orders}",
    quantity: "Menge",
    sku: "Artikelnummer",
    article: "Artikel",
    page: "Seite {page} von {pages}",
};

const FR: Texts = Texts {
    title: "Liste de préparation du {date}",
    sums: "En tout",
    order: "Commande {order}",
    left_out: "Rien n’est à expédier de : {orders}",
    quantity: "Quantité",
    sku: "Référence",
    article: "Article",
    page: "Page {page} sur {pages}",
};

const IT: Texts = Texts {
    title: "Lista di prelievo del {date}",
    sums: "In tutto",
    order: "Ordine {order}",
    left_out: "Non c’è nulla da spedire di: {orders}",
    quantity: "Quantità",
    sku: "Codice articolo",
    article: "Articolo",
    page: "Pagina {page} di {pages}",
};

const EN: Texts = Texts {
    title: "Picking list of {date}",
    sums: "Altogether",
    order: "Order {order}",
    left_out: "Nothing is to be sent of: {orders}",
    quantity: "Quantity",
    sku: "SKU",
    article: "Item",
    page: "Page {page} of {pages}",
};
