//! The delivery note's words.

use domain::language::Language;

/// The words of one language; `{order}`, `{parcel}`, `{page}` and `{pages}` stand for the note's own.
#[derive(Debug)]
pub(super) struct Texts {
    pub title: &'static str,
    pub order: &'static str,
    pub order_date: &'static str,
    pub sent: &'static str,
    pub parcel: &'static str,
    pub delivery: &'static str,
    pub tracking: &'static str,
    pub quantity: &'static str,
    pub article: &'static str,
    pub complete: &'static str,
    pub more_follows: &'static str,
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
    title: "Lieferschein {order}-{parcel}",
    order: "Bestellung",
    order_date: "Bestellt am",
    sent: "Verschickt am",
    parcel: "Paket",
    delivery: "Versand",
    tracking: "Sendungsnummer",
    quantity: "Menge",
    article: "Artikel",
    complete: "Damit ist Ihre Bestellung vollständig.",
    more_follows: "Der Rest Ihrer Bestellung folgt in einem weiteren Paket.",
    page: "Seite {page} von {pages}",
};

const FR: Texts = Texts {
    title: "Bulletin de livraison {order}-{parcel}",
    order: "Commande",
    order_date: "Commandé le",
    sent: "Expédié le",
    parcel: "Colis",
    delivery: "Livraison",
    tracking: "Numéro d’envoi",
    quantity: "Quantité",
    article: "Article",
    complete: "Votre commande est ainsi complète.",
    more_follows: "Le reste de votre commande suit dans un autre colis.",
    page: "Page {page} sur {pages}",
};

const IT: Texts = Texts {
    title: "Bolla di consegna {order}-{parcel}",
    order: "Ordine",
    order_date: "Ordinato il",
    sent: "Spedito il",
    parcel: "Pacco",
    delivery: "Consegna",
    tracking: "Numero d’invio",
    quantity: "Quantità",
    article: "Articolo",
    complete: "Il Suo ordine è così completo.",
    more_follows: "Il resto del Suo ordine segue in un altro pacco.",
    page: "Pagina {page} di {pages}",
};

const EN: Texts = Texts {
    title: "Delivery note {order}-{parcel}",
    order: "Order",
    order_date: "Ordered on",
    sent: "Sent on",
    parcel: "Parcel",
    delivery: "Delivery",
    tracking: "Tracking number",
    quantity: "Quantity",
    article: "Item",
    complete: "This completes your order.",
    more_follows: "The rest of your order follows in another parcel.",
    page: "Page {page} of {pages}",
};
