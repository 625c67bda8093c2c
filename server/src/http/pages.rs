//! The application's pages and server functions, with everything that is checked before them.

use std::{
    path::PathBuf,
    sync::{Arc, LazyLock, Mutex, PoisonError},
    time::Duration,
};

use app::context::PaymentPages;
use axum::{
    Router,
    error_handling::HandleErrorLayer,
    extract::{DefaultBodyLimit, Request, State},
    http::{Method, StatusCode},
    middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use leptos::prelude::{LeptosOptions, provide_context};
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list, render_app_async_with_context};
use services::shop::Shop;
use tower::{ServiceBuilder, limit::GlobalConcurrencyLimitLayer, load_shed::LoadShedLayer};
use tower_http::{limit::RequestBodyLimitLayer, timeout::TimeoutLayer};

use super::{
    attempts::{self, Doorkeeper},
    cache, compression, csrf, customer_data,
    files::{file_request, public_file},
    former_addresses,
    limits::{LARGEST_BODY, LARGEST_UPLOADS, UPLOAD_TIME, UPLOADS, UPLOADS_AT_ONCE, overloaded},
    mail_body, order_documents,
    order_return::settle_and_show,
    own_data,
    page_threads::{PageThreads, render},
    root::choose_language,
    see_other, session,
    session_renewal::{Renewal, renew},
    staff_documents, staff_files, staff_pictures,
    who::{Gate, identify},
};
use crate::start::Door;

/// What pages are rendered with.
#[derive(Clone)]
pub struct Pages {
    options: LeptosOptions,
    shop: Arc<Shop>,
    root: Arc<PathBuf>,
    payment: PaymentPages,
    threads: PageThreads,
}

impl Pages {
    fn new(door: &Door, shop: &Arc<Shop>, threads: PageThreads) -> Self {
        let site = &door.site;
        let root = site.root.to_string_lossy().into_owned();
        let options = LeptosOptions::builder()
            .output_name(site.output_name.as_str())
            .site_root(root)
            .site_pkg_dir(site.pkg_dir.as_str())
            .site_addr(door.http.listen)
            .reload_port(site.reload_port)
            .hash_files(site.hash_files)
            .build();
        Self {
            options,
            shop: Arc::clone(shop),
            root: Arc::new(site.root.clone()),
            payment: PaymentPages(door.checkout_sources.as_str().into()),
            threads,
        }
    }

    /// The shop.
    pub fn shop(&self) -> &Arc<Shop> {
        &self.shop
    }

    /// What every page and server function finds as context.
    fn context(&self) -> impl Fn() + Clone + Send + Sync + 'static {
        let (shop, payment) = (Arc::clone(&self.shop), self.payment.clone());
        move || {
            provide_context(Arc::clone(&shop));
            provide_context(payment.clone());
        }
    }

    /// The application's page for an address that it does not know, with status 404.
    pub async fn not_found(&self, request: Request) -> Response {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return (StatusCode::NOT_FOUND, "not found\n").into_response();
        }
        let options = self.options.clone();
        let render = render_app_async_with_context(self.context(), move || app::shell(options.clone()));
        let mut response = self.threads.answer(render(request)).await;
        if response.status() == StatusCode::OK {
            *response.status_mut() = StatusCode::NOT_FOUND;
        }
        response
    }
}

/// What a request may take.
#[derive(Clone, Copy)]
struct Bounds {
    /// The largest body, in bytes.
    body: usize,
    /// The longest time.
    time: Duration,
    /// How many run at once.
    at_once: usize,
}

/// Pages, server functions (below `/fn`), public files, and `/`. Pictures take more than forms do, so they have bounds of their own.
pub fn routes(door: &Door, shop: &Arc<Shop>, threads: PageThreads) -> Router {
    let (http, pages) = (&door.http, Pages::new(door, shop, threads));
    let options = pages.options.clone();
    let application = Router::new()
        .leptos_routes_with_context(&pages.options, addresses(), pages.context(), move || app::shell(options.clone()))
        .layer(middleware::from_fn_with_state(pages.threads.clone(), render))
        .layer(middleware::from_fn_with_state(Arc::clone(shop), former_addresses::lead_on))
        .with_state(pages.options.clone());
    let uploads = Router::new()
        .route("/backoffice/products/{id}/pictures/add", post(staff_pictures::receive))
        .layer(DefaultBodyLimit::disable())
        .with_state(pages.clone());
    let ours = Router::new()
        .route("/", get(choose_language))
        .route("/{lang}/orders/{token}/return", get(settle_and_show))
        .route("/{lang}/orders/{token}/invoice.pdf", get(order_documents::invoice))
        .route("/{lang}/orders/{token}/payment-slip.pdf", get(order_documents::payment_slip))
        .route("/backoffice/picking-list.pdf", get(staff_documents::picking_list))
        .route("/backoffice/parcels/{parcel}/delivery-note.pdf", get(staff_documents::delivery_note))
        .route("/backoffice/mail/templates/{kind}/{language}/body.html", get(mail_body::show_example))
        .route("/backoffice/mail/{id}/body.html", get(mail_body::show))
        .route("/backoffice/customers/{id}/data.zip", post(customer_data::export))
        .route("/{lang}/account/export", post(own_data::export))
        .route("/backoffice/imports/{import}/errors.csv", get(staff_files::errors))
        .route("/backoffice/exports/products.csv", get(staff_files::products))
        .route("/backoffice/exports/orders.csv", get(staff_files::orders))
        .fallback(file_or_not_found)
        .with_state(pages.clone());
    let files =
        Router::new().route("/backoffice/imports/upload", post(staff_files::upload)).layer(DefaultBodyLimit::disable()).with_state(pages);
    let usual = Bounds { body: LARGEST_BODY, time: http.request_timeout, at_once: http.requests };
    let large = Bounds { body: LARGEST_UPLOADS, time: UPLOAD_TIME, at_once: UPLOADS_AT_ONCE };
    // A file may take minutes on a slow line; it comes in piece by piece.
    let piecewise = Bounds { body: staff_files::LARGEST_UPLOAD, time: staff_files::PATIENCE, at_once: UPLOADS };
    checked(application.merge(ours), door, shop, usual)
        .merge(checked(uploads, door, shop, large))
        .merge(checked(files, door, shop, piecewise))
}

/// With everything that is checked before an answer.
///
/// The layers stand here from the inside out, as a request does not meet them: load is shed before anything is done for it, the time-out covers all
/// that is done, who has tried too often is turned away before anything is read, nothing reads a body before its origin and its size are known, and the
/// session lies within all that, so that its cookie is in place before the cache's rule is written. Who is asking is told by the session.
fn checked(routes: Router, door: &Door, shop: &Arc<Shop>, bounds: Bounds) -> Router {
    let http = &door.http;
    let cookie = session::cookie_name(http.base_url.is_https());
    let busy = ServiceBuilder::new()
        .layer(HandleErrorLayer::new(overloaded))
        .layer(LoadShedLayer::new())
        .layer(GlobalConcurrencyLimitLayer::new(bounds.at_once))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, bounds.time));
    routes
        .layer(middleware::from_fn_with_state(Gate::new(Arc::clone(shop), http), identify))
        .layer(middleware::from_fn_with_state(Renewal { shop: Arc::clone(shop), cookie }, renew))
        .layer(session::layer(Arc::clone(shop), http))
        .layer(middleware::from_fn_with_state(cookie, cache::mark))
        .layer(middleware::from_fn(see_other::after_post))
        .layer(compression::layer())
        .layer(RequestBodyLimitLayer::new(bounds.body))
        .layer(csrf::layer(http))
        .layer(middleware::from_fn_with_state(Doorkeeper::new(Arc::clone(shop), http), attempts::keep))
        .layer(busy)
}

/// The application's addresses, found once in a process. While they are looked for, leptos lets no page of the process load anything, not even those
/// of a shop that serves already: their requests would wait until their time is up.
fn addresses() -> Vec<AxumRouteListing> {
    static ADDRESSES: LazyLock<Mutex<Vec<AxumRouteListing>>> = LazyLock::new(|| Mutex::new(generate_route_list(app::App)));
    ADDRESSES.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

async fn file_or_not_found(State(pages): State<Pages>, request: Request) -> Response {
    if let Some(copy) = file_request(&request)
        && let Some(file) = public_file(&pages.root, copy).await
    {
        return file;
    }
    pages.not_found(request).await
}
