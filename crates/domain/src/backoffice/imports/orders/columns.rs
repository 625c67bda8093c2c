//! What the columns of a file of orders are for.

/// What a column of any file of orders can be for. The shop's own export names its columns so, and has some more that no earlier order keeps.
pub const ORDER_COLUMNS: [&str; 26] = [
    "number",
    "placed_at",
    "state",
    "language",
    "name",
    "company",
    "email",
    "street",
    "postal_code",
    "city",
    "country",
    "delivery",
    "payment_method",
    "currency",
    "items_total",
    "discount_total",
    "discount_code",
    "delivery_fee",
    "total",
    "sku",
    "item",
    "options",
    "quantity",
    "unit_price",
    "line_total",
    "vat_rate",
];

/// What else it can be for in Shopify's files.
pub const SHOPIFY_ORDER_COLUMNS: [&str; 11] = [
    "financial_status",
    "fulfilment_status",
    "cancelled_at",
    "subtotal",
    "refunded_total",
    "billing_name",
    "billing_company",
    "billing_street",
    "billing_postal_code",
    "billing_city",
    "billing_country",
];

/// Columns that say something about one line of an order; all others are about the whole order.
pub(super) const LINE_COLUMNS: [&str; 7] = ["sku", "item", "options", "quantity", "unit_price", "line_total", "vat_rate"];

/// The shop's own names, and what people call these things in their languages.
pub(in crate::backoffice::imports) fn of_astris_orders(name: &str) -> Option<&'static str> {
    let plain = name.replace([' ', '-', '.'], "_");
    let own = ORDER_COLUMNS.into_iter().find(|code| *code == plain);
    own.or_else(|| {
        Some(match plain.as_str() {
            "nummer" | "bestellnummer" | "order" | "order_number" | "numéro" | "numero" | "commande" | "ordine" => "number",
            "datum" | "bestelldatum" | "date" | "data" | "created_at" | "order_date" => "placed_at",
            "status" | "zustand" | "statut" | "stato" | "état" => "state",
            "e_mail" | "mail" | "courriel" | "adresse_e_mail" => "email",
            "firma" | "entreprise" | "ditta" | "société" => "company",
            "strasse" | "straße" | "rue" | "via" | "address" => "street",
            "plz" | "npa" | "zip" | "postleitzahl" | "code_postal" => "postal_code",
            "ort" | "ville" | "localité" | "città" | "località" => "city",
            "land" | "pays" | "paese" => "country",
            "währung" | "monnaie" | "valuta" => "currency",
            "versand" | "versandart" | "livraison" | "consegna" => "delivery",
            "zahlungsart" | "mode_de_paiement" | "pagamento" => "payment_method",
            "versandkosten" | "frais_de_livraison" | "spese_di_spedizione" | "shipping" => "delivery_fee",
            "rabatt" | "rabais" | "sconto" | "discount" => "discount_total",
            "artikelnummer" | "référence" | "numero_articolo" => "sku",
            "artikel" | "article" | "articolo" | "product" => "item",
            "menge" | "anzahl" | "quantité" | "quantità" | "qty" => "quantity",
            "preis" | "einzelpreis" | "prix" | "prezzo" | "price" => "unit_price",
            "mwst" | "tva" | "iva" | "vat" => "vat_rate",
            _ => return None,
        })
    })
}

/// <https://help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders>
pub(in crate::backoffice::imports) fn of_shopify_orders(name: &str) -> Option<&'static str> {
    Some(match name {
        "name" => "number",
        "email" => "email",
        "financial status" => "financial_status",
        "fulfillment status" => "fulfilment_status",
        "currency" => "currency",
        "subtotal" => "subtotal",
        "shipping" => "delivery_fee",
        "total" => "total",
        "discount code" => "discount_code",
        "discount amount" => "discount_total",
        "shipping method" => "delivery",
        "created at" => "placed_at",
        "lineitem quantity" => "quantity",
        "lineitem name" => "item",
        "lineitem price" => "unit_price",
        "lineitem sku" => "sku",
        "billing name" => "billing_name",
        "billing company" => "billing_company",
        "billing street" | "billing address1" => "billing_street",
        "billing zip" => "billing_postal_code",
        "billing city" => "billing_city",
        "billing country" => "billing_country",
        "shipping name" => "name",
        "shipping company" => "company",
        "shipping street" | "shipping address1" => "street",
        "shipping zip" => "postal_code",
        "shipping city" => "city",
        "shipping country" => "country",
        "cancelled at" => "cancelled_at",
        "payment method" => "payment_method",
        "refunded amount" => "refunded_total",
        _ => return None,
    })
}
