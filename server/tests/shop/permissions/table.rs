//! The table: who is meant to get what.

use domain::accounts::{Permission, Role};

/// Who is meant to get something.
#[derive(Clone, Copy, Debug)]
pub enum Access {
    /// Everybody; what is one's own is told by the session.
    Everybody,
    /// Whoever has an order's token. Here nobody has, so it is 404 for all.
    Token,
    /// Whoever is logged in.
    Account,
    /// Whose it is. Here it is nobody's, so it is 404 for all who are logged in.
    Own,
    /// Whoever is one of the shop's own people.
    Staff,
    /// Whoever has a role that allows it.
    Needs(Permission),
    /// Whoever has a role that allows both.
    NeedsBoth(Permission, Permission),
    /// Whoever has a role that allows it, for something that there is not, so it is 404 for them.
    Missing(Permission),
}

/// Something that the shop answers.
pub struct Endpoint {
    pub method: &'static str,
    pub path: &'static str,
    /// The form of a POST, the query of a GET.
    pub input: &'static str,
    pub access: Access,
}

/// What somebody is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Allowed,
    Unauthenticated,
    Forbidden,
    NotFound,
    /// None that the table knows.
    Other(u16),
}

impl Access {
    /// What whoever has this role gets; a visitor has none.
    pub fn answer(self, role: Option<Role>) -> Answer {
        match (self, role) {
            (Self::Everybody, _) | (Self::Account, Some(_)) => Answer::Allowed,
            (Self::Token, _) | (Self::Own, Some(_)) => Answer::NotFound,
            (_, None) => Answer::Unauthenticated,
            (Self::Staff, Some(role)) if role.is_staff() => Answer::Allowed,
            (Self::Needs(permission), Some(role)) if role.allows(permission) => Answer::Allowed,
            (Self::NeedsBoth(one, other), Some(role)) if role.allows(one) && role.allows(other) => Answer::Allowed,
            (Self::Missing(permission), Some(role)) if role.allows(permission) => Answer::NotFound,
            (Self::Staff | Self::Needs(_) | Self::NeedsBoth(..) | Self::Missing(_), Some(_)) => Answer::Forbidden,
        }
    }
}

impl Answer {
    pub const fn of(status: u16) -> Self {
        match status {
            401 => Self::Unauthenticated,
            403 => Self::Forbidden,
            404 => Self::NotFound,
            // Refused or found malformed by the service itself, which comes after the question of who is asking.
            200 | 302 | 303 | 409 | 422 => Self::Allowed,
            other => Self::Other(other),
        }
    }

    pub const fn word(self) -> &'static str {
        match self {
            Self::Allowed => "yes",
            Self::Unauthenticated => "401",
            Self::Forbidden => "403",
            Self::NotFound => "404",
            Self::Other(_) => "?",
        }
    }
}

const fn get(path: &'static str, input: &'static str, access: Access) -> Endpoint {
    Endpoint { method: "GET", path, input, access }
}

const fn post(path: &'static str, input: &'static str, access: Access) -> Endpoint {
    Endpoint { method: "POST", path, input, access }
}

/// Something of an account's that is not the asker's.
const OF_NOBODY: &str = "language=de&id=00000000-0000-0000-0000-000000000000";

const RETURN: &str = "language=de&token=unknown&form[number]=1&form[reason]=changed_mind&form[words]=";

const ADDRESS: &str =
    "language=de&address[name]=Anna&address[street]=Seeweg 1&address[postal_code]=6004&address[city]=Luzern&address[country]=CH";

/// Pages for everybody, and those of orders.
const PAGES: [Endpoint; 15] = [
    get("/", "", Access::Everybody),
    get("/de", "", Access::Everybody),
    get("/de/c/test", "", Access::Everybody),
    get("/de/collections/neu", "", Access::Everybody),
    get("/de/p/tasse", "", Access::Everybody),
    get("/de/search", "q=tasse", Access::Everybody),
    get("/de/terms", "", Access::Everybody),
    get("/de/privacy", "", Access::Everybody),
    get("/de/cart", "", Access::Everybody),
    get("/de/checkout", "", Access::Everybody),
    get("/de/orders/unknown", "", Access::Token),
    get("/de/orders/unknown/invoice.pdf", "", Access::Token),
    get("/de/orders/unknown/payment-slip.pdf", "", Access::Token),
    // Leads on to the order's page, which says 404.
    get("/de/orders/unknown/return", "", Access::Everybody),
    get("/fr/orders/unknown", "", Access::Token),
];

/// Pages of accounts.
const ACCOUNT_PAGES: [Endpoint; 27] = [
    get("/de/account", "", Access::Account),
    get("/de/account/addresses", "", Access::Account),
    get("/de/account/addresses/new", "", Access::Account),
    get("/de/account/preferences", "", Access::Account),
    get("/de/account/credentials", "", Access::Account),
    get("/de/account/second-factors", "", Access::Account),
    get("/de/account/second-factors/codes", "", Access::Account),
    get("/de/account/second-factors/recovery", "", Access::Account),
    get("/de/account/devices", "", Access::Account),
    get("/de/account/data", "", Access::Account),
    get("/de/account/email-change/unknown", "", Access::Account),
    get("/de/account/log-in", "", Access::Everybody),
    get("/de/account/second-factor", "", Access::Everybody),
    get("/de/account/step-up", "", Access::Everybody),
    get("/de/account/register", "", Access::Everybody),
    get("/de/account/forgotten", "", Access::Everybody),
    get("/de/account/sent", "", Access::Everybody),
    get("/de/account/register/unknown", "", Access::Everybody),
    get("/de/account/reset/unknown", "", Access::Everybody),
    get("/de/account/verify/unknown", "", Access::Everybody),
    get("/de/account/email-revert/unknown", "", Access::Everybody),
    get("/de/account/invitation/unknown", "", Access::Everybody),
    get("/de/account/first-admin/unknown", "", Access::Everybody),
    get("/fr", "", Access::Everybody),
    get("/it", "", Access::Everybody),
    get("/en", "", Access::Everybody),
    get("/fr/account", "", Access::Account),
];

/// What buying is made of.
const BUYING: [Endpoint; 24] = [
    get("/fn/catalog/categories", "language=de", Access::Everybody),
    get("/fn/catalog/home", "language=de", Access::Everybody),
    get("/fn/catalog/list", "language=de&query[sort]=Newest&query[available_only]=false&query[page]=1", Access::Everybody),
    get("/fn/catalog/product", "language=de&slug=tasse", Access::Everybody),
    get("/fn/legal/read", "language=de&kind=terms", Access::Everybody),
    get("/fn/cart/read", "language=de", Access::Everybody),
    post("/fn/cart/add", "language=de&product=tasse&quantity=1", Access::Everybody),
    post("/fn/cart/quantity", "language=de&variant=00000000-0000-0000-0000-000000000000&quantity=1", Access::Everybody),
    post("/fn/cart/remove", "language=de&variant=00000000-0000-0000-0000-000000000000", Access::Everybody),
    post("/fn/cart/undo", "language=de", Access::Everybody),
    post("/fn/cart/code", "language=de&code=none", Access::Everybody),
    post("/fn/cart/code/leave", "language=de&kind=voucher", Access::Everybody),
    get("/fn/checkout/read", "language=de", Access::Everybody),
    post("/fn/checkout/place", "language=de", Access::Everybody),
    get("/fn/orders/read", "token=unknown", Access::Token),
    post("/fn/orders/check", "token=unknown", Access::Token),
    post("/fn/orders/cancel", "language=de&token=unknown", Access::Token),
    post("/fn/orders/confirm", "language=de&token=unknown", Access::Token),
    post("/fn/orders/retry", "language=de&token=unknown&method=twint", Access::Token),
    post("/fn/orders/again", "language=de&token=unknown", Access::Token),
    post("/fn/orders/return", RETURN, Access::Token),
    post("/fn/preferences/theme", "theme=Dark&back=/de", Access::Everybody),
    post("/fn/backoffice/language", "language=de&back=/backoffice", Access::Everybody),
    post("/webhooks/mollie", "id=tr_unknown", Access::Everybody),
];

/// The ways in, and what anybody may ask.
const DOORS: [Endpoint; 18] = [
    get("/healthz", "", Access::Everybody),
    get("/readyz", "", Access::Everybody),
    post("/fn/account/log-in", "language=de&email=a@b.ch&password=x", Access::Everybody),
    post("/fn/account/second-factor", "language=de&code=000000", Access::Everybody),
    post("/fn/account/register", "language=de&email=no-address", Access::Everybody),
    post("/fn/account/forgotten", "language=de&email=no-address", Access::Everybody),
    post("/fn/account/confirm", "language=de&token=unknown&password=x", Access::Everybody),
    post("/fn/account/reset", "language=de&token=unknown&password=x", Access::Everybody),
    post("/fn/account/verify", "language=de&token=unknown", Access::Everybody),
    post("/fn/account/revert-email", "language=de&token=unknown", Access::Everybody),
    post("/fn/account/accept-invitation", "language=de&token=unknown", Access::Everybody),
    post("/fn/account/first-admin", "language=de&token=unknown&email=a@b.ch&password=x", Access::Everybody),
    post("/fn/account/password-strength", "password=x&email=a@b.ch", Access::Everybody),
    post("/fn/account/ask-passkey", "", Access::Everybody),
    post("/fn/account/enter-with-passkey", "language=de&handle=unknown&answer=x", Access::Everybody),
    get("/fn/account/link", "kind=Reset&token=unknown", Access::Everybody),
    get("/fn/account/standing", "", Access::Everybody),
    get("/fn/account/address-book", "", Access::Everybody),
];

/// What is somebody's own.
const OWN: [Endpoint; 31] = [
    get("/fn/account/read", "", Access::Account),
    get("/fn/account/overview", "", Access::Account),
    get("/fn/account/addresses", "", Access::Account),
    get("/fn/account/devices", "", Access::Account),
    get("/fn/account/factors", "", Access::Account),
    get("/fn/account/code-setup", "", Access::Account),
    get("/fn/account/recovery-codes", "", Access::Account),
    post("/fn/account/set-preferences", "language=de&mails=fr", Access::Account),
    post("/fn/account/save-address", ADDRESS, Access::Account),
    post("/fn/account/change-email", "language=de&email=a@b.ch&current=x", Access::Account),
    post("/fn/account/change-password", "language=de&current=x&password=y", Access::Account),
    post("/fn/account/confirm-email", "language=de&token=unknown", Access::Account),
    post("/fn/account/confirm-codes", "language=de&current=x&code=000000", Access::Account),
    post("/fn/account/remove-codes", "language=de&current=x", Access::Account),
    post("/fn/account/renew-recovery-codes", "language=de&current=x", Access::Account),
    post("/fn/account/put-codes-away", "language=de", Access::Account),
    post("/fn/account/step-up", "language=de&code=000000", Access::Account),
    post("/fn/account/ask-own-passkey", "", Access::Account),
    post("/fn/account/ask-new-passkey", "current=x", Access::Account),
    post("/fn/account/confirm-passkey", "language=de&handle=unknown&answer=x", Access::Account),
    post("/fn/account/step-up-with-passkey", "language=de&handle=unknown&answer=x", Access::Account),
    post("/fn/account/remove-passkey", "language=de&current=x&id=00000000-0000-0000-0000-000000000000", Access::Account),
    post("/fn/account/end-other-sessions", "language=de", Access::Account),
    post("/fn/account/close", "language=de&current=x", Access::Account),
    post("/de/account/export", "password=x", Access::Account),
    post("/fn/account/end-session", OF_NOBODY, Access::Own),
    post("/fn/account/default-address", OF_NOBODY, Access::Own),
    post("/fn/account/remove-address", OF_NOBODY, Access::Own),
    post("/fn/account/use-address", OF_NOBODY, Access::Own),
    get("/de/account/addresses/00000000-0000-0000-0000-000000000000", "", Access::Own),
    // The last one: whoever asks is out then.
    post("/fn/account/log-out", "language=de", Access::Everybody),
];

/// An order that there is not, as the staff's screens name it.
const NO_CATEGORY: &str = "key=00000000-0000-0000-0000-000000000000&category=00000000-0000-0000-0000-000000000001&version=1";

const NO_COLLECTION: &str = "key=00000000-0000-0000-0000-000000000000&collection=00000000-0000-0000-0000-000000000001&version=1\
    &fields[status]=draft&fields[step]=add&fields[product]=00000000-0000-0000-0000-000000000002";

const NO_ORDER: &str = "order=00000000-0000-0000-0000-000000000001";

const NO_NOTICE: &str = "order=00000000-0000-0000-0000-000000000001&version=1&key=00000000-0000-0000-0000-000000000002\
    &parcel=00000000-0000-0000-0000-000000000003&back=/backoffice";

const NO_CANCEL: &str = "order=00000000-0000-0000-0000-000000000001&version=1&back=/backoffice";

const NO_NOTE: &str = "order=00000000-0000-0000-0000-000000000001&key=00000000-0000-0000-0000-000000000002&text=x&back=/backoffice";

const NO_PARCEL: &str = "order=00000000-0000-0000-0000-000000000001&version=1&key=00000000-0000-0000-0000-000000000002\
    &pieces[0][position]=0&pieces[0][quantity]=1&back=/backoffice";

const NO_TRANSFER: &str = "order=00000000-0000-0000-0000-000000000001&version=1&key=00000000-0000-0000-0000-000000000002\
    &payment=00000000-0000-0000-0000-000000000003&amount=1.00&back=/backoffice";

const NO_REFUND: &str = "order=00000000-0000-0000-0000-000000000001&version=1&key=00000000-0000-0000-0000-000000000002\
    &payment=00000000-0000-0000-0000-000000000003&money[what]=all&money[reason]=goodwill&back=/backoffice";

const NO_RETURN: &str = "order=00000000-0000-0000-0000-000000000001&version=1&goods=00000000-0000-0000-0000-000000000003\
    &event=accept&back=/backoffice";

const NO_REPORT: &str = "order=00000000-0000-0000-0000-000000000001&version=1&parcel=00000000-0000-0000-0000-000000000003\
    &event=lose&back=/backoffice";

const NO_NUMBER: &str = "order=00000000-0000-0000-0000-000000000001&version=1&parcel=00000000-0000-0000-0000-000000000003&back=/backoffice";

const NO_REVIEW: &str = "order=00000000-0000-0000-0000-000000000001&version=1&payment=00000000-0000-0000-0000-000000000003\
    &decision=accept&back=/backoffice";

const NO_SELECTION: &str = "orders[]=00000000-0000-0000-0000-000000000001.1&key=00000000-0000-0000-0000-000000000002&back=/backoffice";

const NO_SEARCH: &str = "search=00000000-0000-0000-0000-000000000001&back=/backoffice";

const NO_NAME: &str = "key=00000000-0000-0000-0000-000000000002&name=&back=/backoffice";

const NO_GOODS: &str = "variant=00000000-0000-0000-0000-000000000001&key=00000000-0000-0000-0000-000000000002&quantity=1&back=/backoffice";

const NO_CORRECTION: &str = "variant=00000000-0000-0000-0000-000000000001&key=00000000-0000-0000-0000-000000000002\
    &direction=more&pieces=1&reason=x&back=/backoffice";

const NO_BACKORDER: &str = "variant=00000000-0000-0000-0000-000000000001&allowed=true&back=/backoffice";

const NO_PRODUCT: &str = "language=de&product=00000000-0000-0000-0000-000000000001";

const NO_SAVE: &str =
    "product=00000000-0000-0000-0000-000000000001&version=1&fields[vat_class]=standard&fields[status]=draft&back=/backoffice";

const NO_NEW: &str = "key=00000000-0000-0000-0000-000000000002&fields[name][de]=A&fields[name][fr]=A&fields[name][it]=A&fields[name][en]=A\
    &fields[category]=none&fields[vat_class]=standard&fields[price]=1.00&fields[weight_grams]=1";

const NO_COPY: &str = "product=00000000-0000-0000-0000-000000000001&key=00000000-0000-0000-0000-000000000002&back=/backoffice";

const NO_ARCHIVE: &str = "product=00000000-0000-0000-0000-000000000001&version=1&archive=true&back=/backoffice";

const NO_BULK: &str = "key=00000000-0000-0000-0000-000000000002&fields[act]=percent&fields[value]=-10\
    &products=00000000-0000-0000-0000-000000000001:1&back=/backoffice";

const NO_BOOKING: &str = "key=00000000-0000-0000-0000-000000000002&fields[act]=receive&fields[value]=1\
    &items=00000000-0000-0000-0000-000000000001:0:0&back=/backoffice";

const NO_OPTION: &str = "product=00000000-0000-0000-0000-000000000001&version=1&key=00000000-0000-0000-0000-000000000002";

const NO_VALUES: &str = "product=00000000-0000-0000-0000-000000000001&version=1&option=00000000-0000-0000-0000-000000000002";

const NO_PART: &str = "product=00000000-0000-0000-0000-000000000001&version=1&kind=variant&id=00000000-0000-0000-0000-000000000002";

const NO_ARRANGEMENT: &str = "product=00000000-0000-0000-0000-000000000001&version=1&order=";

const NO_PICTURE: &str = "product=00000000-0000-0000-0000-000000000001&version=1&picture=00000000-0000-0000-0000-000000000002";
/// An import that there is not.
const NO_IMPORT: &str = "id=00000000-0000-0000-0000-000000000001&version=1";

/// Files that staff bring and take.
const FILES: [Endpoint; 16] = [
    get("/backoffice/imports", "", Access::Needs(Permission::Import)),
    get("/backoffice/imports/00000000-0000-0000-0000-000000000001", "", Access::Missing(Permission::Import)),
    get("/backoffice/imports/00000000-0000-0000-0000-000000000001/errors.csv", "", Access::Missing(Permission::Import)),
    post("/backoffice/imports/upload", "", Access::Needs(Permission::Import)),
    get("/fn/backoffice/imports", "", Access::Needs(Permission::Import)),
    get("/fn/backoffice/imports/read", "language=de&id=00000000-0000-0000-0000-000000000001", Access::Missing(Permission::Import)),
    post("/fn/backoffice/imports/columns", NO_IMPORT, Access::Missing(Permission::Import)),
    post("/fn/backoffice/imports/apply", NO_IMPORT, Access::Missing(Permission::Import)),
    post("/fn/backoffice/imports/undo", NO_IMPORT, Access::Missing(Permission::Import)),
    post("/fn/backoffice/imports/discard", NO_IMPORT, Access::Missing(Permission::Import)),
    get("/backoffice/earlier-orders", "", Access::Needs(Permission::SeeOrders)),
    get("/backoffice/earlier-orders/00000000-0000-0000-0000-000000000001", "", Access::Missing(Permission::SeeOrders)),
    get("/fn/backoffice/earlier-orders", "", Access::Needs(Permission::SeeOrders)),
    get("/fn/backoffice/earlier-orders/read", "order=00000000-0000-0000-0000-000000000001", Access::Missing(Permission::SeeOrders)),
    get("/backoffice/exports/products.csv", "", Access::Needs(Permission::EditCatalogue)),
    get("/backoffice/exports/orders.csv", "", Access::NeedsBoth(Permission::SeeOrders, Permission::Export)),
];

/// What is staff's of the catalogue.
const CATALOGUE: [Endpoint; 44] = [
    get("/backoffice/products", "", Access::Needs(Permission::EditCatalogue)),
    get("/backoffice/products/new", "", Access::Needs(Permission::EditCatalogue)),
    get("/backoffice/products/bulk", "act=percent&value=-10&scope=found", Access::Needs(Permission::EditCatalogue)),
    get("/backoffice/products/00000000-0000-0000-0000-000000000001", "", Access::Missing(Permission::EditCatalogue)),
    get("/backoffice/products/00000000-0000-0000-0000-000000000001/options", "", Access::Missing(Permission::EditCatalogue)),
    get("/backoffice/products/00000000-0000-0000-0000-000000000001/pictures", "", Access::Missing(Permission::EditCatalogue)),
    get("/backoffice/categories", "", Access::Needs(Permission::EditCatalogue)),
    get("/backoffice/categories/00000000-0000-0000-0000-000000000001", "", Access::Missing(Permission::EditCatalogue)),
    get("/de/preview/none", "", Access::Missing(Permission::EditCatalogue)),
    get("/fn/backoffice/products", "language=de", Access::Needs(Permission::EditCatalogue)),
    get("/fn/backoffice/products/read", NO_PRODUCT, Access::Missing(Permission::EditCatalogue)),
    get("/fn/backoffice/products/new", "language=de", Access::Needs(Permission::EditCatalogue)),
    get("/fn/backoffice/products/bulk", "language=de", Access::Needs(Permission::EditCatalogue)),
    get("/fn/backoffice/products/options", NO_PRODUCT, Access::Missing(Permission::EditCatalogue)),
    get("/fn/backoffice/products/pictures", "product=00000000-0000-0000-0000-000000000001", Access::Missing(Permission::EditCatalogue)),
    get("/fn/catalog/preview", "language=de&slug=none", Access::Missing(Permission::EditCatalogue)),
    post("/fn/backoffice/products/save", NO_SAVE, Access::Missing(Permission::EditCatalogue)),
    post("/fn/backoffice/products/create", NO_NEW, Access::Needs(Permission::EditCatalogue)),
    post("/fn/backoffice/products/duplicate", NO_COPY, Access::Missing(Permission::EditCatalogue)),
    post("/fn/backoffice/products/archive", NO_ARCHIVE, Access::Missing(Permission::EditCatalogue)),
    post("/fn/backoffice/products/add-option", NO_OPTION, Access::Missing(Permission::EditCatalogue)),
    post("/fn/backoffice/products/add-values", NO_VALUES, Access::Missing(Permission::EditCatalogue)),
    post(
        "/fn/backoffice/products/generate",
        "product=00000000-0000-0000-0000-000000000001&version=1",
        Access::Missing(Permission::EditCatalogue),
    ),
    get("/fn/backoffice/categories", "language=de", Access::Needs(Permission::EditCatalogue)),
    post("/fn/backoffice/categories/create", NO_CATEGORY, Access::Needs(Permission::EditCatalogue)),
    post("/fn/backoffice/categories/save", NO_CATEGORY, Access::Missing(Permission::EditCatalogue)),
    post("/fn/backoffice/categories/reorder", "shown=&order=", Access::Needs(Permission::EditCatalogue)),
    post("/fn/backoffice/categories/remove", NO_CATEGORY, Access::Needs(Permission::EditCatalogue)),
    get("/backoffice/collections", "", Access::Needs(Permission::EditCatalogue)),
    get("/backoffice/collections/00000000-0000-0000-0000-000000000001", "", Access::Missing(Permission::EditCatalogue)),
    get("/fn/backoffice/collections", "language=de", Access::Needs(Permission::EditCatalogue)),
    get(
        "/fn/backoffice/collections/read",
        "language=de&collection=00000000-0000-0000-0000-000000000001",
        Access::Missing(Permission::EditCatalogue),
    ),
    post("/fn/backoffice/collections/create", NO_COLLECTION, Access::Needs(Permission::EditCatalogue)),
    post("/fn/backoffice/collections/save", NO_COLLECTION, Access::Missing(Permission::EditCatalogue)),
    post("/fn/backoffice/collections/reorder", "shown=&order=", Access::Needs(Permission::EditCatalogue)),
    post("/fn/backoffice/collections/arrange", NO_COLLECTION, Access::Missing(Permission::EditCatalogue)),
    post("/fn/backoffice/collections/remove", NO_COLLECTION, Access::Needs(Permission::EditCatalogue)),
    // Files in a form; who may not send any is told so before a byte of them is read.
    post("/backoffice/products/00000000-0000-0000-0000-000000000001/pictures/add", "", Access::Missing(Permission::EditCatalogue)),
    post("/fn/backoffice/products/arrange-pictures", NO_ARRANGEMENT, Access::Missing(Permission::EditCatalogue)),
    post("/fn/backoffice/products/describe-picture", NO_PICTURE, Access::Missing(Permission::EditCatalogue)),
    post("/fn/backoffice/products/remove-picture", NO_PICTURE, Access::Missing(Permission::EditCatalogue)),
    post("/fn/backoffice/products/remove", NO_PART, Access::Missing(Permission::EditCatalogue)),
    post("/fn/backoffice/products/bulk-apply", NO_BULK, Access::Missing(Permission::EditCatalogue)),
    post("/fn/backoffice/products/bulk-undo", "act=00000000-0000-0000-0000-000000000001", Access::Missing(Permission::EditCatalogue)),
];

const NO_CUSTOMER: &str = "account=00000000-0000-0000-0000-000000000001&back=/backoffice";

const NO_SESSION: &str = "account=00000000-0000-0000-0000-000000000001&session=00000000-0000-0000-0000-000000000002&back=/backoffice";

const NO_ROLE: &str = "account=00000000-0000-0000-0000-000000000001&role=orders&give=true&back=/backoffice";

const NO_CLOSING: &str = "account=00000000-0000-0000-0000-000000000001&reason=x&back=/backoffice";

const NO_MERGE: &str =
    "account=00000000-0000-0000-0000-000000000001&other=00000000-0000-0000-0000-000000000002&seen=x&reason=x&back=/backoffice";

/// What is staff's of customers.
const CUSTOMERS: [Endpoint; 13] = [
    get("/backoffice/customers", "", Access::Needs(Permission::SeeAccounts)),
    get("/backoffice/customers/00000000-0000-0000-0000-000000000001", "", Access::Missing(Permission::SeeAccounts)),
    get("/backoffice/customers/00000000-0000-0000-0000-000000000001/merge", "", Access::Needs(Permission::CloseAccounts)),
    get("/fn/backoffice/customers", "query[kind]=staff", Access::Needs(Permission::SeeAccounts)),
    get("/fn/backoffice/customers/read", "customer=00000000-0000-0000-0000-000000000001&before=", Access::Missing(Permission::SeeAccounts)),
    get(
        "/fn/backoffice/customers/merge-look",
        "account=00000000-0000-0000-0000-000000000001&other=",
        Access::Needs(Permission::CloseAccounts),
    ),
    post("/fn/backoffice/customers/end-session", NO_SESSION, Access::Missing(Permission::AssistAccounts)),
    post("/fn/backoffice/customers/log-out", NO_CUSTOMER, Access::Missing(Permission::AssistAccounts)),
    post("/fn/backoffice/customers/send-reset", NO_CUSTOMER, Access::Missing(Permission::AssistAccounts)),
    post("/fn/backoffice/customers/role", NO_ROLE, Access::Missing(Permission::GiveRoles)),
    post("/fn/backoffice/customers/close", NO_CLOSING, Access::Missing(Permission::CloseAccounts)),
    post("/fn/backoffice/customers/merge", NO_MERGE, Access::Missing(Permission::CloseAccounts)),
    // Only administrators may do both, see accounts and take data out.
    post("/backoffice/customers/00000000-0000-0000-0000-000000000001/data.zip", "reason=x", Access::Missing(Permission::GiveRoles)),
];

const NO_VOUCHER: &str = "voucher=00000000-0000-0000-0000-000000000001&version=1&back=/backoffice";

const NO_CARD: &str = "card=00000000-0000-0000-0000-000000000001&version=1&blocked=true&reason=x&back=/backoffice";

const NO_CORRECTION_OF_A_CARD: &str =
    "card=00000000-0000-0000-0000-000000000001&key=00000000-0000-0000-0000-000000000002&direction=less&amount=5&reason=x&back=/backoffice";

/// What is asked for without what it needs.
const NO_CONTENTS: &str = "key=00000000-0000-0000-0000-000000000001&back=/backoffice";

/// What is staff's of vouchers and gift cards.
const CODES: [Endpoint; 18] = [
    get("/backoffice/vouchers", "", Access::Needs(Permission::IssueCodes)),
    get("/backoffice/vouchers/new", "", Access::Needs(Permission::IssueCodes)),
    get("/backoffice/vouchers/00000000-0000-0000-0000-000000000001", "", Access::Missing(Permission::IssueCodes)),
    get("/fn/backoffice/vouchers", "query[state]=active", Access::Needs(Permission::IssueCodes)),
    get("/fn/backoffice/vouchers/new", "", Access::Needs(Permission::IssueCodes)),
    get("/fn/backoffice/vouchers/read", "voucher=00000000-0000-0000-0000-000000000001", Access::Missing(Permission::IssueCodes)),
    post("/fn/backoffice/vouchers/create", NO_CONTENTS, Access::Needs(Permission::IssueCodes)),
    post("/fn/backoffice/vouchers/save", NO_VOUCHER, Access::Missing(Permission::IssueCodes)),
    post("/fn/backoffice/vouchers/end", NO_VOUCHER, Access::Missing(Permission::IssueCodes)),
    get("/backoffice/gift-cards", "", Access::Needs(Permission::HandleGiftCards)),
    get("/backoffice/gift-cards/new", "", Access::Needs(Permission::IssueCodes)),
    get("/backoffice/gift-cards/00000000-0000-0000-0000-000000000001", "", Access::Missing(Permission::HandleGiftCards)),
    get("/fn/backoffice/gift-cards", "query[state]=usable", Access::Needs(Permission::HandleGiftCards)),
    get("/fn/backoffice/gift-cards/new", "", Access::Needs(Permission::IssueCodes)),
    get("/fn/backoffice/gift-cards/read", "card=00000000-0000-0000-0000-000000000001", Access::Missing(Permission::HandleGiftCards)),
    post("/fn/backoffice/gift-cards/issue", NO_CONTENTS, Access::Needs(Permission::IssueCodes)),
    post("/fn/backoffice/gift-cards/block", NO_CARD, Access::Missing(Permission::HandleGiftCards)),
    post("/fn/backoffice/gift-cards/correct", NO_CORRECTION_OF_A_CARD, Access::Missing(Permission::CorrectGiftCards)),
];

/// What is staff's of mails.
const MAILS: [Endpoint; 9] = [
    get("/backoffice/mail", "", Access::Needs(Permission::SeeOrders)),
    get("/backoffice/mail/00000000-0000-0000-0000-000000000001", "", Access::Missing(Permission::SeeOrders)),
    get("/backoffice/mail/00000000-0000-0000-0000-000000000001/body.html", "", Access::Missing(Permission::SeeOrders)),
    get("/backoffice/mail/templates", "", Access::Needs(Permission::SeeOrders)),
    get("/backoffice/mail/templates/shipped/de/body.html", "", Access::Needs(Permission::SeeOrders)),
    get("/fn/backoffice/mail/templates", "kind=shipped&language=de", Access::Needs(Permission::SeeOrders)),
    get("/fn/backoffice/mail", "query[state]=parked", Access::Needs(Permission::SeeOrders)),
    get("/fn/backoffice/mail/read", "mail=00000000-0000-0000-0000-000000000001", Access::Missing(Permission::SeeOrders)),
    post(
        "/fn/backoffice/mail/retry",
        "mails[0]=00000000-0000-0000-0000-000000000001&back=/backoffice",
        Access::Needs(Permission::SeeOrders),
    ),
];

const NO_METHOD: &str = "key=00000000-0000-0000-0000-000000000000&method=none&version=1&active=true&shown=&order=";

const NO_RATE: &str = "class=standard&first_day=2031-01-01&rate=850&fields[class]=standard&fields[first_day]=2031-01-01&fields[rate]=x";

const NO_SETTINGS: &str = "version=0&fields[return_days]=x";

/// What is staff's of delivery, tax and settings.
const TERMS: [Endpoint; 17] = [
    get("/backoffice/delivery", "", Access::Needs(Permission::SetDelivery)),
    get("/backoffice/delivery/none", "", Access::Missing(Permission::SetDelivery)),
    get("/fn/backoffice/delivery", "kg=1&worth=80", Access::Needs(Permission::SetDelivery)),
    post("/fn/backoffice/delivery/create", NO_METHOD, Access::Needs(Permission::SetDelivery)),
    post("/fn/backoffice/delivery/save", NO_METHOD, Access::Missing(Permission::SetDelivery)),
    post("/fn/backoffice/delivery/rates", NO_METHOD, Access::Missing(Permission::SetDelivery)),
    post("/fn/backoffice/delivery/switch", NO_METHOD, Access::Missing(Permission::SetDelivery)),
    post("/fn/backoffice/delivery/reorder", NO_METHOD, Access::Needs(Permission::SetDelivery)),
    // What is gone already is gone.
    post("/fn/backoffice/delivery/remove", NO_METHOD, Access::Needs(Permission::SetDelivery)),
    get("/backoffice/vat", "", Access::Needs(Permission::SetVatRates)),
    get("/fn/backoffice/vat", "", Access::Needs(Permission::SetVatRates)),
    post("/fn/backoffice/vat/add", NO_RATE, Access::Needs(Permission::SetVatRates)),
    post("/fn/backoffice/vat/remove", NO_RATE, Access::Needs(Permission::SetVatRates)),
    get("/backoffice/settings", "", Access::Needs(Permission::ChangeSettings)),
    get("/backoffice/settings/again", "", Access::Needs(Permission::ChangeSettings)),
    get("/fn/backoffice/settings", "", Access::Needs(Permission::ChangeSettings)),
    post("/fn/backoffice/settings/save", NO_SETTINGS, Access::Needs(Permission::ChangeSettings)),
];

/// What is staff's.
const BACKOFFICE: [Endpoint; 40] = [
    get("/backoffice", "", Access::Staff),
    get("/backoffice/orders", "", Access::Needs(Permission::SeeOrders)),
    get("/backoffice/orders/00000000-0000-0000-0000-000000000001", "", Access::Missing(Permission::SeeOrders)),
    get(
        "/backoffice/orders/00000000-0000-0000-0000-000000000001/notice/00000000-0000-0000-0000-000000000003",
        "",
        Access::Missing(Permission::Fulfil),
    ),
    get("/backoffice/audit", "", Access::Needs(Permission::SeeAuditLog)),
    get("/fn/backoffice/me", "", Access::Staff),
    get("/fn/backoffice/home", "", Access::Staff),
    get("/fn/backoffice/orders", "", Access::Needs(Permission::SeeOrders)),
    get("/fn/backoffice/orders", "query[waits]=payment", Access::Needs(Permission::SeePayments)),
    get("/fn/backoffice/orders/read", NO_ORDER, Access::Missing(Permission::SeeOrders)),
    get("/fn/backoffice/orders/notice", "parcel=00000000-0000-0000-0000-000000000003", Access::Missing(Permission::Fulfil)),
    get("/backoffice/picking-list.pdf", NO_ORDER, Access::Missing(Permission::Fulfil)),
    get("/backoffice/parcels/00000000-0000-0000-0000-000000000003/delivery-note.pdf", "", Access::Missing(Permission::SeeOrders)),
    post("/fn/backoffice/orders/ship-selected", NO_SELECTION, Access::Needs(Permission::Fulfil)),
    get("/fn/backoffice/orders/board", "", Access::Needs(Permission::SeeOrders)),
    get("/fn/backoffice/orders/saved", "", Access::Needs(Permission::SeeOrders)),
    post("/fn/backoffice/orders/save-search", NO_NAME, Access::Needs(Permission::SeeOrders)),
    post("/fn/backoffice/orders/remove-search", NO_SEARCH, Access::Needs(Permission::SeeOrders)),
    get("/backoffice/stock", "", Access::Needs(Permission::BookStock)),
    get("/backoffice/stock/00000000-0000-0000-0000-000000000001", "", Access::Missing(Permission::BookStock)),
    get("/backoffice/stock/bulk", "act=receive&value=1&scope=found", Access::Needs(Permission::BookStock)),
    get("/fn/backoffice/stock/bulk", "", Access::Needs(Permission::BookStock)),
    post("/fn/backoffice/stock/bulk-apply", NO_BOOKING, Access::Missing(Permission::BookStock)),
    post("/fn/backoffice/stock/bulk-undo", "act=00000000-0000-0000-0000-000000000002", Access::Missing(Permission::BookStock)),
    get("/fn/backoffice/stock", "query[low]=true", Access::Needs(Permission::BookStock)),
    get("/fn/backoffice/stock/read", "variant=00000000-0000-0000-0000-000000000001&before=", Access::Missing(Permission::BookStock)),
    post("/fn/backoffice/stock/receive", NO_GOODS, Access::Missing(Permission::BookStock)),
    post("/fn/backoffice/stock/correct", NO_CORRECTION, Access::Missing(Permission::BookStock)),
    post("/fn/backoffice/stock/backorder", NO_BACKORDER, Access::Missing(Permission::BookStock)),
    get("/fn/backoffice/audit", "", Access::Needs(Permission::SeeAuditLog)),
    post("/fn/backoffice/orders/note", NO_NOTE, Access::Missing(Permission::SeeOrders)),
    post("/fn/backoffice/orders/ship", NO_PARCEL, Access::Missing(Permission::Fulfil)),
    post("/fn/backoffice/orders/send-notice", NO_NOTICE, Access::Missing(Permission::Fulfil)),
    post("/fn/backoffice/orders/cancel", NO_CANCEL, Access::Missing(Permission::CancelOrders)),
    post("/fn/backoffice/orders/mark-paid", NO_TRANSFER, Access::Missing(Permission::BookPayments)),
    post("/fn/backoffice/orders/refund", NO_REFUND, Access::Missing(Permission::Refund)),
    post("/fn/backoffice/orders/return", NO_RETURN, Access::Missing(Permission::HandleReturns)),
    post("/fn/backoffice/orders/report-parcel", NO_REPORT, Access::Missing(Permission::Fulfil)),
    post("/fn/backoffice/orders/correct-tracking", NO_NUMBER, Access::Missing(Permission::Fulfil)),
    post("/fn/backoffice/orders/review-payment", NO_REVIEW, Access::Missing(Permission::BookPayments)),
];

/// All of them, in the document's order.
pub fn endpoints() -> impl Iterator<Item = &'static Endpoint> {
    PAGES
        .iter()
        .chain(&ACCOUNT_PAGES)
        .chain(&BUYING)
        .chain(&DOORS)
        .chain(&BACKOFFICE)
        .chain(&CODES)
        .chain(&CATALOGUE)
        .chain(&FILES)
        .chain(&TERMS)
        .chain(&CUSTOMERS)
        .chain(&MAILS)
        .chain(&OWN)
}
