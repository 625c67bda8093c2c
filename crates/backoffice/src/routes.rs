//! The addresses of the screens.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    any_nested_route::IntoAnyNestedRoute,
    components::{ParentRoute, Route},
    path,
};

use crate::{
    audit::AuditPage,
    customers::{CustomerPanel, CustomersPage, MergePanel},
    delivery::{DeliveryMethodPage, DeliveryPage},
    earlier::{EarlierPage, EarlierPanel},
    frame::Frame,
    gift_cards::{GiftCardPanel, GiftCardsPage, NewGiftCardPanel},
    home::HomePage,
    imports::{ImportPage, ImportsPage},
    mails::{MailPage, MailPanel, TemplatesPage},
    orders::{NoticePanel, OrderPanel, OrdersPage},
    products::{
        BulkPage, CategoriesPage, CategoryPage, CollectionPage, CollectionsPage, NewProductPage, OptionsPage, PicturesPage, ProductPage,
        ProductsPage,
    },
    settings::SettingsPage,
    stock::{StockBulkPage, StockPage, StockPanel},
    vat::VatPage,
    vouchers::{NewVoucherPanel, VoucherPanel, VouchersPage},
};

site::part! {
    /// The staff's screens.
    backoffice as Screen {
        Frame => Frame,
        Home => HomePage,
        Orders => OrdersPage,
        Order => OrderPanel,
        Notice => NoticePanel,
        Products => ProductsPage,
        NewProduct => NewProductPage,
        Bulk => BulkPage,
        Product => ProductPage,
        Options => OptionsPage,
        Pictures => PicturesPage,
        Categories => CategoriesPage,
        Category => CategoryPage,
        Collections => CollectionsPage,
        Collection => CollectionPage,
        Imports => ImportsPage,
        Import => ImportPage,
        EarlierOrders => EarlierPage,
        EarlierOrder => EarlierPanel,
        Stock => StockPage,
        StockOf => StockPanel,
        StockBulk => StockBulkPage,
        Vouchers => VouchersPage,
        NewVoucher => NewVoucherPanel,
        Voucher => VoucherPanel,
        GiftCards => GiftCardsPage,
        NewGiftCard => NewGiftCardPanel,
        GiftCard => GiftCardPanel,
        Delivery => DeliveryPage,
        DeliveryMethod => DeliveryMethodPage,
        Vat => VatPage,
        Customers => CustomersPage,
        Customer => CustomerPanel,
        Merge => MergePanel,
        Templates => TemplatesPage,
        Mails => MailPage,
        Mail => MailPanel,
        Audit => AuditPage,
        Settings => SettingsPage,
    }
}

/// The staff's screens, at `/backoffice`. They have no language in their address: it is the one that was chosen last.
#[component(transparent)]
pub fn BackofficeRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("backoffice") view=Screen::Frame ssr=SsrMode::Async>
            <Route path=path!("") view=Screen::Home ssr=SsrMode::Async/>
            <ParentRoute path=path!("orders") view=Screen::Orders ssr=SsrMode::Async>
                <Route path=path!("") view=|| ().into_any() ssr=SsrMode::Async/>
                <Route path=path!(":id") view=Screen::Order ssr=SsrMode::Async/>
                <Route path=path!(":id/notice/:parcel") view=Screen::Notice ssr=SsrMode::Async/>
            </ParentRoute>
            <Route path=path!("products") view=Screen::Products ssr=SsrMode::Async/>
            <Route path=path!("products/new") view=Screen::NewProduct ssr=SsrMode::Async/>
            <Route path=path!("products/bulk") view=Screen::Bulk ssr=SsrMode::Async/>
            <Route path=path!("products/:id") view=Screen::Product ssr=SsrMode::Async/>
            <Route path=path!("products/:id/options") view=Screen::Options ssr=SsrMode::Async/>
            <Route path=path!("products/:id/pictures") view=Screen::Pictures ssr=SsrMode::Async/>
            <Route path=path!("categories") view=Screen::Categories ssr=SsrMode::Async/>
            <Route path=path!("categories/:id") view=Screen::Category ssr=SsrMode::Async/>
            <Route path=path!("collections") view=Screen::Collections ssr=SsrMode::Async/>
            <Route path=path!("collections/:id") view=Screen::Collection ssr=SsrMode::Async/>
            <Route path=path!("imports") view=Screen::Imports ssr=SsrMode::Async/>
            <Route path=path!("imports/:id") view=Screen::Import ssr=SsrMode::Async/>
            <ParentRoute path=path!("earlier-orders") view=Screen::EarlierOrders ssr=SsrMode::Async>
                <Route path=path!("") view=|| ().into_any() ssr=SsrMode::Async/>
                <Route path=path!(":id") view=Screen::EarlierOrder ssr=SsrMode::Async/>
            </ParentRoute>
            <Route path=path!("stock/bulk") view=Screen::StockBulk ssr=SsrMode::Async/>
            <ParentRoute path=path!("stock") view=Screen::Stock ssr=SsrMode::Async>
                <Route path=path!("") view=|| ().into_any() ssr=SsrMode::Async/>
                <Route path=path!(":id") view=Screen::StockOf ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("vouchers") view=Screen::Vouchers ssr=SsrMode::Async>
                <Route path=path!("") view=|| ().into_any() ssr=SsrMode::Async/>
                <Route path=path!("new") view=Screen::NewVoucher ssr=SsrMode::Async/>
                <Route path=path!(":id") view=Screen::Voucher ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("gift-cards") view=Screen::GiftCards ssr=SsrMode::Async>
                <Route path=path!("") view=|| ().into_any() ssr=SsrMode::Async/>
                <Route path=path!("new") view=Screen::NewGiftCard ssr=SsrMode::Async/>
                <Route path=path!(":id") view=Screen::GiftCard ssr=SsrMode::Async/>
            </ParentRoute>
            <Route path=path!("delivery") view=Screen::Delivery ssr=SsrMode::Async/>
            <Route path=path!("delivery/:method") view=Screen::DeliveryMethod ssr=SsrMode::Async/>
            <Route path=path!("vat") view=Screen::Vat ssr=SsrMode::Async/>
            <ParentRoute path=path!("customers") view=Screen::Customers ssr=SsrMode::Async>
                <Route path=path!("") view=|| ().into_any() ssr=SsrMode::Async/>
                <Route path=path!(":id") view=Screen::Customer ssr=SsrMode::Async/>
                <Route path=path!(":id/merge") view=Screen::Merge ssr=SsrMode::Async/>
            </ParentRoute>
            <Route path=path!("mail/templates") view=Screen::Templates ssr=SsrMode::Async/>
            <ParentRoute path=path!("mail") view=Screen::Mails ssr=SsrMode::Async>
                <Route path=path!("") view=|| ().into_any() ssr=SsrMode::Async/>
                <Route path=path!(":id") view=Screen::Mail ssr=SsrMode::Async/>
            </ParentRoute>
            <Route path=path!("audit") view=Screen::Audit ssr=SsrMode::Async/>
            <Route path=path!("settings") view=Screen::Settings ssr=SsrMode::Async/>
            <Route path=path!("settings/again") view=Screen::Settings ssr=SsrMode::Async/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}
