//! What is put on paper for packing: of what is there now, and without what is nobody's business.

use documents::delivery_note::Closing;
use domain::{
    accounts::Role,
    backoffice::{MOST_AT_ONCE, ParcelRequest, ParcelStep},
    failure::{FieldError, Refusal},
    ids::OrderId,
    language::Language,
    orders::{OrderRefusal, ParcelEvent},
};
use services::{backoffice::orders as screens, error::Error};
use testkit::TestShop;
use uuid::Uuid;

use crate::backoffice::lab::{Placed, anna, detail, ordered, paid, ship, staff};

async fn picked(test: &TestShop, orders: &[&Placed]) -> Result<documents::picking_list::PickingList, Error> {
    let ids: Vec<OrderId> = orders.iter().map(|order| order.id).collect();
    screens::picked(&test.shop, anna(), Language::Fr, &ids).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picking_list_holds_what_is_left_and_says_what_it_leaves_out() {
    TestShop::run(|test| async move {
        let (fresh, begun, sent, unpaid) = (paid(&test).await, paid(&test).await, paid(&test).await, ordered(&test).await);
        let seen = detail(&test, &begun).await.version;
        screens::ship(&test.shop, anna(), &ship(&begun, seen, 1, 2)).await.unwrap();
        let seen = detail(&test, &sent).await.version;
        screens::ship(&test.shop, anna(), &ship(&sent, seen, 2, 0)).await.unwrap();

        let list = picked(&test, &[&begun, &unpaid, &fresh, &sent, &begun]).await.unwrap();
        let orders: Vec<_> = list.orders.iter().map(|order| (order.number.as_str(), order.items[0].quantity)).collect();
        assert_eq!(orders, [(begun.number.as_str(), 1), (fresh.number.as_str(), 3)], "in the order asked for, each once");
        assert_eq!(list.left_out, [unpaid.number.as_str(), sent.number.as_str()]);
        assert!(list.orders[0].recipient.starts_with("Anna Muster, "), "{}", list.orders[0].recipient);
        let name = &list.orders[1].items[0].name;
        assert!(name.contains(" fr"), "the staff's language, whatever the buyer's: {name}");
        assert_eq!(list.sums().iter().map(|item| item.quantity).sum::<u32>(), 4);

        // A parcel that came back is owed again, also of an order that is shipped.
        let now = detail(&test, &sent).await;
        let back = ParcelRequest {
            order: sent.id,
            version: now.version,
            parcel: now.parcels[0].parcel.id,
            step: ParcelStep::Report(ParcelEvent::ComeBack),
        };
        screens::step_parcel(&test.shop, anna(), &back).await.unwrap();
        assert_eq!(picked(&test, &[&sent]).await.unwrap().orders[0].items[0].quantity, 3);

        let file = screens::picking_list(&test.shop, anna(), Language::De, &[fresh.id]).await.unwrap();
        assert!(file.bytes.starts_with(b"%PDF-") && file.file_name.starts_with("picking-list-20"), "{}", file.file_name);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picking_list_of_nothing_is_refused() {
    TestShop::run(|test| async move {
        let unpaid = ordered(&test).await;
        let nothing = picked(&test, &[&unpaid]).await;
        assert!(matches!(nothing, Err(Error::Refused(Refusal::Order(OrderRefusal::NothingToSend)))), "{nothing:?}");
        let ask = async |ids: &[OrderId]| screens::picked(&test.shop, anna(), Language::De, ids).await.err();
        let stranger = OrderId(Uuid::from_u128(9));
        assert!(matches!(ask(&[stranger]).await, Some(Error::NotFound)));
        let Some(Error::Invalid(errors)) = ask(&[]).await else { panic!("nothing is selected") };
        assert_eq!(errors, [FieldError::required("orders")]);
        let Some(Error::Invalid(errors)) = ask(&vec![stranger; MOST_AT_ONCE + 1]).await else { panic!("too many are") };
        assert_eq!(errors, [FieldError::too_large("orders", 100)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_note_is_the_parcels() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let seen = detail(&test, &order).await.version;
        let first = screens::ship(&test.shop, anna(), &ship(&order, seen, 1, 2)).await.unwrap();
        let note = screens::noted(&test.shop, anna(), first.id).await.unwrap();
        assert_eq!((note.order_number.as_str(), note.parcel, note.language), (order.number.as_str(), 1, Language::De));
        assert_eq!((note.pieces.len(), note.pieces[0].quantity, note.closing), (1, 2, Some(Closing::MoreFollows)));
        assert!(note.sent_on.is_some() && note.recipient.name.contains("Anna Muster"), "{note:?}");

        let seen = detail(&test, &order).await.version;
        let second = screens::ship(&test.shop, anna(), &ship(&order, seen, 2, 0)).await.unwrap();
        let closing = async |parcel| screens::noted(&test.shop, anna(), parcel).await.unwrap().closing;
        assert_eq!((closing(first.id).await, closing(second.id).await), (None, Some(Closing::Complete)));

        let file = screens::delivery_note(&test.shop, anna(), second.id).await.unwrap();
        assert_eq!(file.file_name, format!("delivery-note-{}-2.pdf", order.number));
        assert!(file.bytes.starts_with(b"%PDF-"));
        assert!(matches!(screens::delivery_note(&test.shop, anna(), Uuid::nil()).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_see_orders_gets_the_note_and_who_ships_gets_the_list() {
    TestShop::run(|test| async move {
        let order = paid(&test).await;
        let seen = detail(&test, &order).await.version;
        let parcel = screens::ship(&test.shop, anna(), &ship(&order, seen, 1, 2)).await.unwrap().id;
        for (role, note, list) in [
            (Role::Orders, true, true),
            (Role::Support, true, false),
            (Role::Accounting, true, false),
            (Role::Catalogue, false, false),
            (Role::Admin, false, false),
        ] {
            let by = staff(5, &[role]);
            assert_eq!(screens::delivery_note(&test.shop, by, parcel).await.is_ok(), note, "{role:?}");
            let asked = screens::picking_list(&test.shop, by, Language::De, &[order.id]).await;
            assert_eq!(asked.is_ok(), list, "{role:?}");
            assert!(list || matches!(asked, Err(Error::Forbidden)), "{role:?}: {asked:?}");
        }
    })
    .await;
}
