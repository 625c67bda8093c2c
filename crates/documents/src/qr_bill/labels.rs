//! The slip's words, as the guidelines prescribe them in each language.

use domain::language::Language;

/// The words of one language.
#[derive(Debug)]
pub(super) struct Labels {
    pub payment_part: &'static str,
    pub receipt: &'static str,
    pub payable_to: &'static str,
    pub reference: &'static str,
    pub information: &'static str,
    pub currency: &'static str,
    pub amount: &'static str,
    pub payable_by: &'static str,
    pub payable_by_blank: &'static str,
    pub acceptance_point: &'static str,
}

pub(super) const fn labels(language: Language) -> &'static Labels {
    match language {
        Language::De => &Labels {
            payment_part: "Zahlteil",
            receipt: "Empfangsschein",
            payable_to: "Konto / Zahlbar an",
            reference: "Referenz",
            information: "Zusätzliche Informationen",
            currency: "Währung",
            amount: "Betrag",
            payable_by: "Zahlbar durch",
            payable_by_blank: "Zahlbar durch (Name/Adresse)",
            acceptance_point: "Annahmestelle",
        },
        Language::Fr => &Labels {
            payment_part: "Section paiement",
            receipt: "Récépissé",
            payable_to: "Compte / Payable à",
            reference: "Référence",
            information: "Informations supplémentaires",
            currency: "Monnaie",
            amount: "Montant",
            payable_by: "Payable par",
            payable_by_blank: "Payable par (nom/adresse)",
            acceptance_point: "Point de dépôt",
        },
        Language::It => &Labels {
            payment_part: "Sezione pagamento",
            receipt: "Ricevuta",
            payable_to: "Conto / Pagabile a",
            reference: "Riferimento",
            information: "Informazioni supplementari",
            currency: "Valuta",
            amount: "Importo",
            payable_by: "Pagabile da",
            payable_by_blank: "Pagabile da (nome/indirizzo)",
            acceptance_point: "Punto di accettazione",
        },
        Language::En => &Labels {
            payment_part: "Payment part",
            receipt: "Receipt",
            payable_to: "Account / Payable to",
            reference: "Reference",
            information: "Additional information",
            currency: "Currency",
            amount: "Amount",
            payable_by: "Payable by",
            payable_by_blank: "Payable by (name/address)",
            acceptance_point: "Acceptance point",
        },
    }
}
