//! Delivery methods, as a browser without scripts sets them up.

use domain::accounts::Role;
use reqwest::StatusCode;

use super::{Colleague, hidden};
use crate::running::open;

const CREATE: &str = "/fn/backoffice/delivery/create";
const SAVE: &str = "/fn/backoffice/delivery/save";
const RATES: &str = "/fn/backoffice/delivery/rates";
const SWITCH: &str = "/fn/backoffice/delivery/switch";
const REORDER: &str = "/fn/backoffice/delivery/reorder";
const REMOVE: &str = "/fn/backoffice/delivery/remove";
const METHODS: &str = "/backoffice/delivery";

const TEXTS: [(&str, &str); 8] = [
    ("fields[name][de]", "Velokurier"),
    ("fields[name][fr]", "Coursier à vélo"),
    ("fields[name][it]", "Corriere in bici"),
    ("fields[name][en]", "Bicycle courier"),
    ("fields[promise][de]", "heute"),
    ("fields[promise][fr]", "aujourd’hui"),
    ("fields[promise][it]", "oggi"),
    ("fields[promise][en]", "today"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_method_is_made_priced_looked_at_and_offered_without_scripts() {
    open(async |shop| {
        let colleague = Colleague::come(&shop, Role::Orders).await;
        let page = colleague.screen(METHODS).await;
        let key = hidden(&page, CREATE, "key").to_owned();
        let create = async |texts: &[(&'static str, &'static str)]| colleague.send(CREATE, &[texts, &[("key", &*key)]].concat()).await;
        let gap = TEXTS.map(|(name, value)| (name, if name == "fields[promise][it]" { "" } else { value }));
        let failed = create(&gap).await;
        let said = colleague.screen(&failed).await;
        assert!(said.contains("href=\"#promise-it\"") && said.contains("value=\"Coursier à vélo\""), "{failed} {said}");
        let here = format!("{METHODS}/velokurier");
        for _ in 0..2 {
            assert_eq!(create(&TEXTS).await, format!("{here}?done=delivery-created"));
        }

        let one = colleague.screen(&here).await;
        let version = hidden(&one, RATES, "version").to_owned();
        let rates = async |version: &str, from: &str, fee: &str, intent: &str| {
            let fields = [
                ("method", "velokurier"),
                ("version", version),
                ("fields[rows][0][country]", "CH"),
                ("fields[rows][0][up_to]", ""),
                ("fields[rows][1][country]", "CH"),
                ("fields[rows][1][up_to]", "5"),
                ("fields[rows][1][from]", from),
                ("fields[rows][1][fee]", fee),
                ("fields[kg]", "2"),
                ("fields[worth]", "80"),
                ("intent", intent),
            ];
            colleague.send(RATES, &fields).await
        };
        let gap = rates(&version, "50", "12.00", "").await;
        let said = colleague.screen(&gap).await;
        assert!(said.contains("href=\"#from-1\"") && said.contains("value=\"12.00\""), "{gap} {said}");
        let look = rates(&version, "", "12.00", "look").await;
        assert_eq!(look, format!("{here}?form=rates&look=1#look"));
        let said = colleague.screen(&look).await;
        assert!(said.contains("data-testid=\"preview\"") && said.contains("CHF\u{a0}12.00"), "{said}");
        assert_eq!(hidden(&said, RATES, "version"), version, "nothing is stored yet");
        let switch =
            async |version: &str| colleague.send(SWITCH, &[("method", "velokurier"), ("version", version), ("active", "true")]).await;
        let refused = switch(&version).await;
        assert!(colleague.screen(&refused).await.contains("href=\"#rates\""), "{refused}");
        for _ in 0..2 {
            assert_eq!(rates(&version, "", "12.00", "").await, format!("{here}?done=delivery-rates"));
        }
        let late = rates(&version, "", "13.00", "").await;
        let said = colleague.screen(&late).await;
        assert!(
            said.contains("data-testid=\"stored\"") && said.contains("value=\"13.00\"") && said.contains("CHF\u{a0}12.00"),
            "{late} {said}"
        );
        let version = hidden(&said, SWITCH, "version").to_owned();
        assert_eq!(switch(&version).await, format!("{here}?done=delivery-on"));
        let example = colleague.screen(&format!("{METHODS}?kg=2&worth=80")).await;
        assert!(example.contains("data-method=\"velokurier\"") && example.contains("CHF\u{a0}12.00"), "{example}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_order_and_the_end_of_a_method_without_scripts() {
    open(async |shop| {
        let colleague = Colleague::come(&shop, Role::Orders).await;
        let page = colleague.screen(METHODS).await;
        let (shown, order) = (hidden(&page, REORDER, "shown").to_owned(), hidden(&page, REORDER, "order").to_owned());
        assert_eq!((shown.as_str(), order.as_str()), ("post-economy,post-priority", "post-priority,post-economy"));
        assert_eq!(colleague.send(REORDER, &[("shown", &shown), ("order", &order)]).await, format!("{METHODS}?done=delivery-ordered"));
        let late = colleague.send(REORDER, &[("shown", &shown), ("order", "post-economy")]).await;
        assert!(colleague.screen(&late).await.contains("data-testid=\"failed\""), "{late}");

        let here = format!("{METHODS}/post-priority");
        let one = colleague.screen(&here).await;
        assert!(!one.contains(REMOVE), "what is offered is not removed");
        let version = hidden(&one, SAVE, "version").to_owned();
        let fields = [&TEXTS[..], &[("method", "post-priority"), ("version", &*version)]].concat();
        assert_eq!(colleague.send(SAVE, &fields).await, format!("{here}?done=delivery-saved"));
        let one = colleague.screen(&here).await;
        assert!(one.contains("value=\"Corriere in bici\""), "{one}");
        let version = hidden(&one, SWITCH, "version").to_owned();
        let off = colleague.send(SWITCH, &[("method", "post-priority"), ("version", &version), ("active", "false")]).await;
        assert_eq!(off, format!("{here}?done=delivery-off"));
        let one = colleague.screen(&here).await;
        let fields = [("method", "post-priority"), ("version", hidden(&one, REMOVE, "version"))];
        for _ in 0..2 {
            assert_eq!(colleague.send(REMOVE, &fields).await, format!("{METHODS}?done=delivery-removed"));
        }
        assert_eq!(colleague.ask(&here).await.status(), StatusCode::NOT_FOUND);
        assert!(!colleague.screen(METHODS).await.contains("data-testid=\"nowhere\""), "the other one goes everywhere");
    })
    .await;
}
