//! What needs somebody now, and how the day goes.

use std::time::Duration;

use domain::{
    backoffice::{HomeView, Today, Waiting},
    money::Money,
};
use leptos::prelude::*;
use site::load::load;
use ui::{EmptyState, Icon, Shape};

use super::server_fns::read_home;
use crate::{
    failure::loaded,
    frame::Head,
    text::{Texts, use_texts},
    time::{clock, date},
};

/// Between two looks in the browser.
const PAUSE: Duration = Duration::from_secs(20);

/// The first screen. In the browser it is counted anew while it is open.
#[component]
pub fn HomePage() -> impl IntoView {
    let t = use_texts();
    let looks = RwSignal::new(0_u32);
    let home = load(move || looks.get(), |_| read_home());
    keep_looking(looks);
    view! {
        <Head title=t.frame.home/>
        <div class="px-5 pt-6 pb-16 md:px-8">
            <h1 class="mb-6 text-xl font-medium">{t.frame.home}</h1>
            {loaded(home, |home| view! { <Home home/> }.into_any())}
        </div>
    }
}

fn keep_looking(looks: RwSignal<u32>) {
    Effect::new(move |_| {
        let look = move || {
            // Nobody looks at a page behind others.
            if !document().hidden() {
                looks.update(|looks| *looks = looks.wrapping_add(1));
            }
        };
        if let Ok(handle) = set_interval_with_handle(look, PAUSE) {
            on_cleanup(move || handle.clear());
        }
    });
}

#[component]
fn Home(home: HomeView) -> impl IntoView {
    let t = use_texts();
    let HomeView { waiting, today, at } = home;
    let tasks = tasks(t, waiting);
    let is_calm = tasks.iter().all(|task| task.count == 0);
    let cards = tasks.into_iter().map(|task| view! { <Card task/> }).collect_view();
    view! {
        <section aria-labelledby="waiting">
            <div class="mb-3 flex flex-wrap items-baseline justify-between gap-3">
                <h2 id="waiting" class="text-base font-medium">{t.home.waiting}</h2>
                <p class="text-xs text-muted tabular-nums">{t.home.counted(&clock(at))}</p>
            </div>
            <ul class="grid gap-3 empty:hidden md:grid-cols-2 xl:grid-cols-3" data-testid="waiting">{cards}</ul>
            {is_calm.then(|| view! { <EmptyState shape=Shape::Check title=t.home.calm_title text=t.home.calm_text/> })}
        </section>
        {today.map(|today| view! { <Figures today/> })}
    }
}

/// Something that waits for a person.
#[derive(Clone, Copy)]
struct Task {
    name: &'static str,
    words: &'static str,
    count: u32,
    shape: Shape,
    href: Option<&'static str>,
}

/// What waits, without what the asker may not see.
fn tasks(t: &'static Texts, waiting: Waiting) -> Vec<Task> {
    let Waiting { to_ship, parked_mails, failed_webhooks, low_stock, quarantined_payments, open_returns } = waiting;
    let rows = [
        ("to-ship", t.home.to_ship, to_ship, Shape::Parcel, Some("/backoffice/orders?state=paid&sort=oldest")),
        ("returns", t.home.open_returns, open_returns, Shape::Back, Some("/backoffice/orders?waits=return")),
        ("quarantined", t.home.quarantined_payments, quarantined_payments, Shape::Coin, Some("/backoffice/orders?waits=payment")),
        ("webhooks", t.home.failed_webhooks, failed_webhooks, Shape::Alert, None),
        ("mails", t.home.parked_mails, parked_mails, Shape::Letter, Some("/backoffice/mail?state=parked")),
        ("stock", t.home.low_stock, low_stock, Shape::Shelf, Some("/backoffice/stock?low=1")),
    ];
    rows.into_iter().filter_map(|(name, words, count, shape, href)| Some(Task { name, words, count: count?, shape, href })).collect()
}

#[component]
fn Card(task: Task) -> impl IntoView {
    let Task { name, words, count, shape, href } = task;
    let class = if count > 0 {
        "flex items-center gap-4 rounded-sm border border-ink/30 p-4"
    } else {
        "flex items-center gap-4 rounded-sm border border-hairline p-4 text-muted"
    };
    let content = view! {
        <Icon shape=shape class="size-6 shrink-0"/>
        <span class="text-xl font-medium tabular-nums" data-testid="figure">{count}</span>
        <span class="min-w-0 text-sm">{words}</span>
    };
    let card = match href {
        Some(href) => view! { <a href=href class=format!("{class} hover:border-ink")>{content}</a> }.into_any(),
        None => view! { <div class=class>{content}</div> }.into_any(),
    };
    view! { <li data-task=name>{card}</li> }
}

#[component]
fn Figures(today: Today) -> impl IntoView {
    let t = use_texts();
    let Today { day, orders, paid, revenue } = today;
    let figure = |words: &'static str, value: String, name: &'static str| {
        view! {
            <div class="rounded-sm bg-raised p-4" data-figure=name>
                <dt class="text-sm text-muted">{words}</dt>
                <dd class="mt-1 text-xl font-medium tabular-nums">{value}</dd>
            </div>
        }
    };
    view! {
        <section aria-labelledby="today" class="mt-10">
            <h2 id="today" class="mb-3 text-base font-medium">{t.home.today} " " <span class="font-normal text-muted tabular-nums">{date(day)}</span></h2>
            <dl class="grid gap-3 md:grid-cols-3" data-testid="today">
                {figure(t.home.orders, orders.to_string(), "orders")}
                {figure(t.home.paid, paid.to_string(), "paid")}
                {figure(t.home.revenue, Money::rappen(revenue).to_string(), "revenue")}
            </dl>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use domain::language::Language;

    use super::*;
    use crate::text::texts;

    #[test]
    fn what_may_not_be_seen_is_not_shown_as_nothing() {
        let waiting = Waiting { to_ship: Some(3), low_stock: Some(0), ..Waiting::default() };
        let tasks = tasks(texts(Language::De), waiting);
        assert_eq!(tasks.iter().map(|task| (task.name, task.count)).collect::<Vec<_>>(), [("to-ship", 3), ("stock", 0)]);
    }
}
