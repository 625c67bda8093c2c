//! Every verb of staff, with every role and every strength of proof: who may is told at most what is wrong with what they ask for, everybody else that they
//! may not. Nothing that is asked for here exists, so nothing happens.

use std::pin::Pin;

use chrono::NaiveDate;
use domain::{
    accounts::{Permission, Principal, Proof, Role, Roles, Strength},
    backoffice::{
        self as asked, AuditQuery, BulkShipRequest, CancelRequest, CustomerQuery, MailQuery, MarkPaidRequest, NoteRequest, NotifyRequest,
        OrderQuery, ParcelRequest, ParcelStep, RefundWhat, ReturnStep, ReturnStepRequest, ReviewRequest, ShipRequest, StockQuery,
    },
    catalog::Texts,
    ids::{AccountId, OrderId, PaymentId, SessionId, VariantId},
    language::Language,
    money::Money,
    orders::{Benefit, HandOverForm, ParcelEvent, Pieces, TrackingForm},
    payments::{RefundReason, Review},
    vat::{BasisPoints, DatedRate, VatClass},
};
use services::{
    accounts::{
        self, customers,
        roles::{self, RoleChange},
        sessions,
    },
    audit_log,
    backoffice::orders as screens,
    error::{Error, Result},
    mail,
    orders::{
        self, Actor, fulfilment, returns,
        vouchers::{self, NewVoucher},
    },
    payments::{
        self, RefundRequest,
        gift_cards::{self, NewGiftCard},
        prepayment,
    },
    shop::Shop,
    stock::{self, Correction, GoodsIn},
};
use testkit::TestShop;
use uuid::Uuid;

/// Of nothing that is there.
const ID: Uuid = Uuid::from_u128(9);
const ORDER: OrderId = OrderId(ID);
const SOMEBODY: AccountId = AccountId(Uuid::from_u128(7));
const STRENGTHS: [Strength; 3] = [Strength::Password, Strength::SecondFactor, Strength::SteppedUp];

type Answer<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// A verb, and all that it needs. Verbs that take who is logged in, and nobody else, are asked as them.
struct Verb {
    name: &'static str,
    needs: &'static [Permission],
    ask: for<'a> fn(&'a Shop, Actor, &'a Principal) -> Answer<'a>,
}

macro_rules! verb {
    ($name:literal, [$($permission:ident),+], |$shop:ident, $actor:ident, $who:ident| $ask:expr) => {
        Verb {
            name: $name,
            needs: &[$(Permission::$permission),+],
            ask: |$shop, $actor, $who| Box::pin(async move { let _ = ($actor, $who); $ask.await.map(drop) }),
        }
    };
}

fn verbs_of_orders() -> Vec<Verb> {
    vec![
        verb!("fulfilment::hand_over", [Fulfil], |shop, actor, who| fulfilment::hand_over(shop, actor, "2026-999999", &parcel())),
        verb!("fulfilment::report", [Fulfil], |shop, actor, who| fulfilment::report(shop, actor, ID, ParcelEvent::Lose)),
        verb!("fulfilment::notify", [Fulfil], |shop, actor, who| fulfilment::notify(shop, actor, ID)),
        verb!("fulfilment::correct_tracking", [Fulfil], |shop, actor, who| fulfilment::correct_tracking(
            shop,
            actor,
            ID,
            &TrackingForm::default()
        )),
        verb!("returns::accept", [HandleReturns], |shop, actor, who| returns::accept(shop, actor, ID, "")),
        verb!("returns::refuse", [HandleReturns], |shop, actor, who| returns::refuse(shop, actor, ID, "")),
        verb!("returns::receive", [HandleReturns], |shop, actor, who| returns::receive(shop, actor, ID, false)),
        verb!("returns::close", [HandleReturns], |shop, actor, who| returns::close(shop, actor, ID)),
        verb!("orders::cancel_by_id", [CancelOrders], |shop, actor, who| orders::cancel_by_id(shop, actor, ORDER)),
        verb!("orders::cancel", [CancelOrders], |shop, actor, who| orders::cancel(shop, "no such token", actor)),
        verb!("vouchers::create", [IssueCodes], |shop, actor, who| vouchers::create(
            shop,
            actor,
            NewVoucher::of("", Benefit::FreeDelivery)
        )),
        verb!("vouchers::staff::form", [IssueCodes], |shop, actor, who| vouchers::staff::form(shop, actor, Language::De)),
        verb!("vouchers::staff::create", [IssueCodes], |shop, actor, who| vouchers::staff::create(shop, actor, &new_voucher())),
        verb!("vouchers::staff::list", [IssueCodes], |shop, actor, who| vouchers::staff::list(
            shop,
            actor,
            &asked::VoucherQuery::default()
        )),
        verb!("vouchers::staff::detail", [IssueCodes], |shop, actor, who| vouchers::staff::detail(shop, actor, Language::De, ID, None)),
        verb!("vouchers::staff::save", [IssueCodes], |shop, actor, who| vouchers::staff::save(
            shop,
            actor,
            &asked::SaveVoucherRequest { voucher: ID, version: 1, limits: asked::VoucherLimits::default() }
        )),
        verb!("vouchers::staff::end", [IssueCodes], |shop, actor, who| vouchers::staff::end(shop, actor, ID, 1)),
    ]
}

fn verbs_of_screens() -> Vec<Verb> {
    vec![
        verb!("screens::list", [SeeOrders], |shop, actor, who| screens::list(shop, actor, &OrderQuery::default())),
        verb!("screens::detail", [SeeOrders], |shop, actor, who| screens::detail(shop, actor, ORDER)),
        verb!("screens::add_note", [SeeOrders], |shop, actor, who| screens::add_note(shop, actor, &note())),
        verb!("screens::ship", [Fulfil], |shop, actor, who| screens::ship(shop, actor, &ship())),
        verb!("screens::bulk_ship", [Fulfil], |shop, actor, who| screens::bulk_ship(
            shop,
            actor,
            &BulkShipRequest { orders: Vec::new(), notify: true }
        )),
        verb!("screens::preview", [Fulfil], |shop, actor, who| screens::preview(shop, actor, ID)),
        verb!("screens::notify", [Fulfil], |shop, actor, who| screens::notify(
            shop,
            actor,
            &NotifyRequest { order: ORDER, version: 1, parcel: ID, key: ID, again: true }
        )),
        verb!("screens::step_parcel", [Fulfil], |shop, actor, who| screens::step_parcel(
            shop,
            actor,
            &ParcelRequest { order: ORDER, version: 1, parcel: ID, step: ParcelStep::Report(ParcelEvent::Lose) }
        )),
        verb!("screens::step_parcel, its tracking", [Fulfil], |shop, actor, who| screens::step_parcel(
            shop,
            actor,
            &ParcelRequest { order: ORDER, version: 1, parcel: ID, step: ParcelStep::CorrectTracking(TrackingForm::default()) }
        )),
        verb!("screens::cancel", [CancelOrders], |shop, actor, who| screens::cancel(
            shop,
            actor,
            &CancelRequest { order: ORDER, version: 1 }
        )),
    ]
}

fn verbs_of_screens_about_money() -> Vec<Verb> {
    vec![
        verb!("screens::refund", [Refund], |shop, actor, who| screens::refund(shop, actor, &give_back(RefundWhat::All))),
        verb!("screens::refund, by line", [Refund], |shop, actor, who| screens::refund(
            shop,
            actor,
            &give_back(RefundWhat::Lines(vec![Pieces { position: 0, quantity: 1 }]))
        )),
        verb!("screens::mark_paid", [BookPayments], |shop, actor, who| screens::mark_paid(
            shop,
            actor,
            &MarkPaidRequest { order: ORDER, version: 1, key: ID, payment: PaymentId(ID), amount: 1 }
        )),
        verb!("screens::review, to accept", [BookPayments], |shop, actor, who| screens::review(shop, actor, &review(Review::Accept))),
        verb!("screens::review, to give back", [BookPayments, Refund], |shop, actor, who| screens::review(
            shop,
            actor,
            &review(Review::GiveBack)
        )),
        verb!("screens::step_return, to accept", [HandleReturns], |shop, actor, who| screens::step_return(
            shop,
            actor,
            &step(ReturnStep::Accept(String::new()))
        )),
        verb!("screens::board", [SeeOrders], |shop, actor, who| screens::board(shop, actor, &OrderQuery::default())),
        verb!("screens::remove_search", [SeeOrders], |shop, actor, who| screens::remove_search(shop, actor, ID)),
        verb!("screens::picking_list", [Fulfil], |shop, actor, who| screens::picking_list(shop, actor, Language::De, &[ORDER])),
        verb!("screens::delivery_note", [SeeOrders], |shop, actor, who| screens::delivery_note(shop, actor, ID)),
        verb!("screens::step_return, to refuse", [HandleReturns], |shop, actor, who| screens::step_return(
            shop,
            actor,
            &step(ReturnStep::Refuse(String::new()))
        )),
        verb!("screens::step_return, to receive", [HandleReturns], |shop, actor, who| screens::step_return(
            shop,
            actor,
            &step(ReturnStep::Receive { restock: true })
        )),
        verb!("screens::step_return, to close", [HandleReturns], |shop, actor, who| screens::step_return(
            shop,
            actor,
            &step(ReturnStep::Close)
        )),
        verb!("audit_log::list", [SeeAuditLog], |shop, actor, who| audit_log::list(shop, actor, &AuditQuery::default())),
        verb!("audit_log::export", [SeeAuditLog, Export], |shop, actor, who| audit_log::export(shop, actor, &AuditQuery::default())),
    ]
}

fn verbs_of_files() -> Vec<Verb> {
    use services::backoffice::catalogue::{exports, imports};

    vec![
        verb!("imports::list", [Import], |shop, actor, who| imports::list(shop, actor)),
        verb!("imports::detail", [Import], |shop, actor, who| imports::detail(shop, actor, Language::De, ID)),
        verb!("imports::errors", [Import], |shop, actor, who| imports::errors(shop, actor, ID, (0, 0))),
        verb!("imports::apply", [Import], |shop, actor, who| imports::apply(shop, actor, (ID, 1))),
        verb!("imports::undo", [Import], |shop, actor, who| imports::undo(shop, actor, (ID, 1))),
        verb!("imports::discard", [Import], |shop, actor, who| imports::discard(shop, actor, (ID, 1))),
        verb!("exports::products", [EditCatalogue, Export], |shop, actor, who| exports::products(
            shop,
            actor,
            &domain::backoffice::ProductQuery::default()
        )),
        verb!("earlier::list", [SeeOrders], |shop, actor, who| screens::earlier::list(shop, actor, &asked::EarlierQuery::default())),
        verb!("earlier::detail", [SeeOrders], |shop, actor, who| screens::earlier::detail(shop, actor, ID)),
        verb!("screens::export", [SeeOrders, Export], |shop, actor, who| screens::export(shop, actor, &OrderQuery::default())),
    ]
}

fn verbs_of_delivery() -> Vec<Verb> {
    use orders::delivery::staff as delivery;

    fn content() -> asked::DeliveryMethodContent {
        asked::DeliveryMethodContent { name: Texts::default(), promise: Texts::default() }
    }
    const NONE: &str = "none";

    vec![
        verb!("delivery::list", [SetDelivery], |shop, actor, who| delivery::list(shop, actor)),
        verb!("delivery::create", [SetDelivery], |shop, actor, who| delivery::create(
            shop,
            actor,
            &asked::NewDeliveryMethodRequest { key: ID, content: content() }
        )),
        verb!("delivery::save", [SetDelivery], |shop, actor, who| delivery::save(
            shop,
            actor,
            &asked::SaveDeliveryMethodRequest { method: NONE.into(), version: 1, content: content() }
        )),
        verb!("delivery::set_rates", [SetDelivery], |shop, actor, who| delivery::set_rates(
            shop,
            actor,
            &asked::SetDeliveryRatesRequest { method: NONE.into(), version: 1, rates: Vec::new() }
        )),
        verb!("delivery::switch", [SetDelivery], |shop, actor, who| delivery::switch(
            shop,
            actor,
            &asked::SwitchDeliveryMethodRequest { method: NONE.into(), version: 1, is_active: true }
        )),
        verb!("delivery::reorder", [SetDelivery], |shop, actor, who| delivery::reorder(
            shop,
            actor,
            &asked::ReorderDeliveryMethodsRequest { shown: Vec::new(), order: Vec::new() }
        )),
        verb!("delivery::remove", [SetDelivery], |shop, actor, who| delivery::remove(
            shop,
            actor,
            &asked::RemoveDeliveryMethodRequest { method: NONE.into(), version: 1 }
        )),
    ]
}

fn verbs_of_vat() -> Vec<Verb> {
    use services::vat::staff as vat;

    // Long past, so that it is neither entered nor taken away.
    const RATE: DatedRate = DatedRate { class: VatClass::Standard, first_day: NaiveDate::MIN, rate: BasisPoints(1) };

    vec![
        verb!("vat::list", [SetVatRates], |shop, actor, who| vat::list(shop, actor)),
        verb!("vat::add", [SetVatRates], |shop, actor, who| vat::add(shop, actor, RATE)),
        verb!("vat::remove", [SetVatRates], |shop, actor, who| vat::remove(shop, actor, RATE)),
    ]
}

fn verbs_of_payments() -> Vec<Verb> {
    vec![
        verb!("payments::attention", [SeePayments], |shop, actor, who| payments::attention(shop, actor)),
        verb!("prepayment::due_back", [SeePayments], |shop, actor, who| prepayment::due_back(shop, actor)),
        verb!("prepayment::transfers_for_staff", [SeePayments], |shop, actor, who| prepayment::transfers_for_staff(shop, actor)),
        verb!("prepayment::mark_sent_back", [BookPayments], |shop, actor, who| prepayment::mark_sent_back(shop, actor, ID)),
        verb!("payments::mark_received", [BookPayments], |shop, actor, who| payments::mark_received(shop, actor, ID, Money::rappen(1), ID)),
        verb!("payments::import_camt", [BookPayments], |shop, actor, who| payments::import_camt(shop, actor, b"")),
        verb!("payments::review, to accept", [BookPayments], |shop, actor, who| payments::review(
            shop,
            actor,
            PaymentId(ID),
            Review::Accept,
            ""
        )),
        verb!("payments::review, to give back", [BookPayments, Refund], |shop, actor, who| payments::review(
            shop,
            actor,
            PaymentId(ID),
            Review::GiveBack,
            ""
        )),
        verb!("payments::refund", [Refund], |shop, actor, who| payments::refund(shop, actor, &refund())),
        verb!("payments::refund_lines", [Refund], |shop, actor, who| payments::refund_lines(shop, actor, &refund(), &[])),
        verb!("payments::refund_without_payment", [Refund], |shop, actor, who| payments::refund_without_payment(shop, actor, "none")),
        verb!("gift_cards::issue", [IssueCodes], |shop, actor, who| gift_cards::issue(shop, actor, card())),
    ]
}

fn verbs_of_gift_cards() -> Vec<Verb> {
    use gift_cards::staff as desk;
    vec![
        verb!("gift_cards::staff::issue", [IssueCodes], |shop, actor, who| desk::issue(shop, actor, &new_card())),
        verb!("gift_cards::staff::list", [HandleGiftCards], |shop, actor, who| desk::list(shop, actor, &asked::GiftCardQuery::default())),
        verb!("gift_cards::staff::detail", [HandleGiftCards], |shop, actor, who| desk::detail(shop, actor, ID, None)),
        verb!("gift_cards::staff::take_code", [HandleGiftCards], |shop, actor, who| desk::take_code(shop, actor, ID)),
        verb!("gift_cards::staff::block", [HandleGiftCards], |shop, actor, who| desk::block(shop, actor, &block())),
        verb!("gift_cards::staff::correct", [CorrectGiftCards], |shop, actor, who| desk::correct(shop, actor, &card_correction())),
    ]
}

fn verbs_of_stock() -> Vec<Verb> {
    vec![
        verb!("stock::level", [BookStock], |shop, actor, who| stock::level(shop, actor, VariantId(ID))),
        verb!("stock::movements", [BookStock], |shop, actor, who| stock::movements(shop, actor, VariantId(ID), None)),
        verb!("stock::list", [BookStock], |shop, actor, who| stock::list(shop, actor, Language::De, &StockQuery::default())),
        verb!("stock::detail", [BookStock], |shop, actor, who| stock::detail(shop, actor, Language::De, VariantId(ID), None)),
        verb!("stock::receive", [BookStock], |shop, actor, who| stock::receive(shop, actor, &goods())),
        verb!("stock::correct", [BookStock], |shop, actor, who| stock::correct(shop, actor, &correction())),
        verb!("stock::set_backorder", [BookStock], |shop, actor, who| stock::set_backorder(shop, actor, VariantId(ID), true)),
    ]
}

/// All of them are about somebody else's account.
fn verbs_of_accounts() -> Vec<Verb> {
    vec![
        verb!("accounts::invite", [GiveRoles], |shop, actor, who| accounts::invite(shop, actor, "", Role::Orders, Language::De)),
        verb!("roles::change", [GiveRoles], |shop, actor, who| roles::change(shop, who, AccountId(ID), RoleChange::Give(Role::Orders))),
        verb!("roles::history", [SeeAccounts], |shop, actor, who| roles::history(shop, who, AccountId(ID))),
        verb!("accounts::log_ins", [SeeAccounts], |shop, actor, who| accounts::log_ins(shop, who, AccountId(ID), None)),
        verb!("accounts::look_up", [SeeAccounts], |shop, actor, who| accounts::look_up(shop, who, "nobody@example.ch")),
        verb!("accounts::send_reset", [AssistAccounts], |shop, actor, who| accounts::send_reset(shop, who, AccountId(ID))),
        verb!("sessions::log_out_everywhere", [AssistAccounts], |shop, actor, who| sessions::log_out_everywhere(shop, who, AccountId(ID))),
    ]
}

fn parcel() -> HandOverForm {
    HandOverForm { key: ID, tracking: TrackingForm::default(), pieces: Vec::new(), notify: false }
}

fn refund() -> RefundRequest {
    RefundRequest { payment: PaymentId(ID), amount: None, reason: RefundReason::Goodwill, key: ID, remark: String::new() }
}

fn note() -> NoteRequest {
    NoteRequest { order: ORDER, key: ID, text: "a note".into() }
}

fn ship() -> ShipRequest {
    ShipRequest { order: ORDER, version: 1, key: ID, pieces: Vec::new(), tracking: TrackingForm::default(), notify: false }
}

fn give_back(what: RefundWhat) -> asked::RefundRequest {
    asked::RefundRequest {
        order: ORDER,
        version: 1,
        key: ID,
        payment: PaymentId(ID),
        what,
        reason: RefundReason::Goodwill,
        remark: String::new(),
    }
}

fn review(decision: Review) -> ReviewRequest {
    ReviewRequest { order: ORDER, version: 1, payment: PaymentId(ID), decision, remark: String::new() }
}

fn step(step: ReturnStep) -> ReturnStepRequest {
    ReturnStepRequest { order: ORDER, version: 1, goods: ID, step }
}

fn card() -> NewGiftCard {
    NewGiftCard { amount: 0, expires_at: None, reason: String::new() }
}

fn new_voucher() -> asked::NewVoucherRequest {
    let (code, limits) = (String::new(), asked::VoucherLimits::default());
    asked::NewVoucherRequest { key: Uuid::nil(), code, benefit: Benefit::FreeDelivery, minimum: 0, limits, categories: Vec::new() }
}

fn new_card() -> asked::IssueGiftCardRequest {
    asked::IssueGiftCardRequest { key: Uuid::nil(), amount: 0, expires_at: None, reason: String::new(), recipient: None }
}

fn block() -> asked::BlockGiftCardRequest {
    asked::BlockGiftCardRequest { card: ID, version: 1, blocked: true, reason: String::new() }
}

fn card_correction() -> asked::CorrectGiftCardRequest {
    asked::CorrectGiftCardRequest { key: ID, card: ID, change: 0, reason: String::new() }
}

fn goods() -> GoodsIn {
    GoodsIn { key: ID, variant: VariantId(ID), quantity: 0, note: String::new() }
}

fn correction() -> Correction {
    Correction { key: ID, variant: VariantId(ID), change: 0, reason: String::new() }
}

fn verbs_of_customers() -> Vec<Verb> {
    const NOBODY: AccountId = AccountId(ID);
    const OTHER: AccountId = AccountId(Uuid::from_u128(10));
    vec![
        verb!("customers::list", [SeeAccounts], |shop, actor, who| customers::list(shop, actor, &CustomerQuery::default())),
        verb!("customers::detail", [SeeAccounts], |shop, actor, who| customers::detail(shop, actor, ID, None)),
        verb!("customers::end_session", [AssistAccounts], |shop, actor, who| customers::end_session(shop, actor, NOBODY, SessionId(ID))),
        verb!("customers::close", [CloseAccounts], |shop, actor, who| customers::close(shop, actor, NOBODY, "x")),
        verb!("customers::export", [SeeAccounts, Export], |shop, actor, who| customers::export(shop, actor, NOBODY, "x")),
        verb!("customers::merge_look", [CloseAccounts], |shop, actor, who| customers::merge_look(shop, actor, NOBODY, "")),
        verb!("customers::merge", [CloseAccounts], |shop, actor, who| customers::merge(shop, actor, NOBODY, OTHER, "", "x")),
        verb!("mail::list", [SeeOrders], |shop, actor, who| mail::staff::list(shop, actor, &MailQuery::default())),
        verb!("mail::detail", [SeeOrders], |shop, actor, who| mail::staff::detail(shop, actor, ID)),
        verb!("mail::html", [SeeOrders], |shop, actor, who| mail::staff::html(shop, actor, ID)),
        verb!("mail::retry", [SeeOrders], |shop, actor, who| mail::staff::retry(shop, actor, &[ID])),
    ]
}

fn verbs() -> Vec<Verb> {
    let rooms = [verbs_of_orders(), verbs_of_payments(), verbs_of_stock(), verbs_of_accounts(), verbs_of_customers()];
    let screens =
        [verbs_of_screens(), verbs_of_screens_about_money(), verbs_of_files(), verbs_of_gift_cards(), verbs_of_delivery(), verbs_of_vat()];
    rooms.into_iter().chain(screens).flatten().collect()
}

fn principal(roles: Roles, strength: Strength) -> Principal {
    Principal { account: SOMEBODY, roles, strength }
}

/// What a verb says to somebody about what they may: nothing, that they may not, or what they have to prove.
async fn asked(shop: &Shop, verb: &Verb, who: &Principal) -> Option<Option<Proof>> {
    match (verb.ask)(shop, Actor::Staff(*who), who).await {
        Err(Error::Forbidden) => Some(None),
        Err(Error::Unproven(proof)) => Some(Some(proof)),
        Ok(()) | Err(_) => None,
    }
}

#[tokio::test]
async fn every_verb_asks_for_its_permission_and_for_the_proof_of_it() {
    TestShop::run(|test| async move {
        for verb in verbs() {
            for role in Role::ALL {
                let may = verb.needs.iter().all(|permission| role.allows(*permission));
                let steps_up = verb.needs.iter().any(|permission| permission.needs_step_up());
                for strength in STRENGTHS {
                    let expected = match strength {
                        _ if !may => Some(None),
                        Strength::Password => Some(Some(Proof::SecondFactor)),
                        Strength::SecondFactor if steps_up => Some(Some(Proof::StepUp)),
                        Strength::SecondFactor | Strength::SteppedUp => None,
                    };
                    let told = asked(&test.shop, &verb, &principal(Roles::of(&[role]), strength)).await;
                    assert_eq!(told, expected, "{} asked by {role:?} with {strength:?}", verb.name);
                }
            }
        }
    })
    .await;
}

/// For each permission that a verb asks for: all other permissions of the shop together do not replace it.
#[tokio::test]
async fn no_other_permission_replaces_one() {
    TestShop::run(|test| async move {
        for verb in verbs() {
            for needed in verb.needs {
                let others: Roles = Role::ALL.into_iter().filter(|role| !role.allows(*needed)).collect();
                let told = asked(&test.shop, &verb, &principal(others, Strength::SteppedUp)).await;
                assert_eq!(told, Some(None), "{} without {needed:?}", verb.name);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_but_staff_and_the_operator_acts_for_the_shop() {
    TestShop::run(|test| async move {
        let nobody = principal(Roles::NONE, Strength::SteppedUp);
        // Verbs of accounts take somebody who is logged in, so nobody else can be handed in.
        let rooms = [
            verbs_of_orders(),
            verbs_of_payments(),
            verbs_of_gift_cards(),
            verbs_of_stock(),
            verbs_of_customers(),
            verbs_of_screens(),
            verbs_of_screens_about_money(),
            verbs_of_delivery(),
            verbs_of_vat(),
        ];
        let verbs = rooms.into_iter().flatten();
        for verb in verbs {
            for actor in [Actor::Gateway, Actor::Schedule] {
                let answer = (verb.ask)(&test.shop, actor, &nobody).await;
                assert!(matches!(answer, Err(Error::Forbidden)), "{} by {actor:?}: {answer:?}", verb.name);
            }
            let buyer = (verb.ask)(&test.shop, Actor::Buyer, &nobody).await;
            // Buyers call their own orders off, by the order's token.
            assert_eq!(matches!(buyer, Err(Error::Forbidden)), verb.name != "orders::cancel", "{}: {buyer:?}", verb.name);
            let operator = (verb.ask)(&test.shop, Actor::Operator, &nobody).await;
            assert!(!matches!(operator, Err(Error::Forbidden | Error::Unproven(_))), "{}: {operator:?}", verb.name);
        }
    })
    .await;
}

/// The history names the person, not what they are.
#[tokio::test]
async fn the_history_keeps_who_did_it() {
    TestShop::run(|test| async move {
        let product = testkit::product().price(4_990).stock(3).insert(&test).await;
        let clerk = Actor::Staff(principal(Roles::of(&[Role::Catalogue]), Strength::SecondFactor));
        let counted = Correction { change: -1, reason: "broken".into(), variant: product.variant(), ..correction() };
        stock::correct(&test.shop, clerk, &counted).await.unwrap();
        let ledger = stock::movements(&test.shop, clerk, product.variant(), None).await.unwrap();
        assert_eq!(ledger[0].actor, Some(format!("staff:{SOMEBODY}")));

        let made = vouchers::create(&test.shop, clerk, NewVoucher::of("TEN", Benefit::FreeDelivery)).await.unwrap();
        let by: Option<Uuid> =
            sqlx::query_scalar("SELECT created_by FROM orders_vouchers WHERE id = $1").bind(made).fetch_one(&test.shop.pool).await.unwrap();
        assert_eq!(by, Some(SOMEBODY.0));
        let card = NewGiftCard { amount: 500, reason: "a gesture".into(), ..card() };
        let issued = gift_cards::issue(&test.shop, clerk, card).await.unwrap();
        let by: Option<Uuid> = sqlx::query_scalar("SELECT staff FROM payments_gift_card_movements WHERE card_id = $1")
            .bind(issued.id)
            .fetch_one(&test.shop.pool)
            .await
            .unwrap();
        assert_eq!(by, Some(SOMEBODY.0));
    })
    .await;
}
