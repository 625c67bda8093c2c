//! Health, headers, language, origin.

use crate::running::open;

#[tokio::test]
async fn health_and_readiness() {
    open(async |shop| {
        for path in ["/healthz", "/readyz"] {
            let answer = shop.client.get(shop.url(path)).send().await.unwrap();
            assert_eq!((answer.status().as_u16(), answer.headers()["cache-control"].to_str().unwrap()), (200, "no-store"), "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn readiness_ends_with_the_database() {
    open(async |shop| {
        shop.test.shop.pool.close().await;
        assert_eq!(shop.client.get(shop.url("/readyz")).send().await.unwrap().status(), 503);
        assert_eq!(shop.client.get(shop.url("/healthz")).send().await.unwrap().status(), 200);
    })
    .await;
}

#[tokio::test]
async fn every_answer_has_security_headers_and_an_id() {
    open(async |shop| {
        for path in ["/healthz", "/de", "/no/such/page", "/"] {
            let answer = shop.page(path).send().await.unwrap();
            let headers = answer.headers();
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", "same-origin"),
                ("x-frame-options", "DENY"),
                ("cross-origin-opener-policy", "same-origin"),
            ] {
                assert_eq!(headers.get(name).map(|value| value.to_str().unwrap()), Some(value), "{name} of {path}");
            }
            assert!(headers.contains_key("permissions-policy"), "{path}");
            assert!(!headers.contains_key("strict-transport-security"), "no HSTS without TLS: {path}");
            assert_eq!(headers["x-request-id"].len(), 32, "{path}");
            assert!(headers.contains_key("content-security-policy"), "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn strangers_do_not_choose_request_ids() {
    open(async |shop| {
        let answer = shop.page("/healthz").header("x-request-id", "mine").send().await.unwrap();
        assert_ne!(answer.headers()["x-request-id"], "mine");
    })
    .await;
}

#[tokio::test]
async fn the_root_leads_to_a_language() {
    open(async |shop| {
        for (header, cookie, expected) in [
            ("fr-CH, fr;q=0.9, en;q=0.8", "", "/fr"),
            ("", "", "/de"),
            ("en", "lang=it", "/it"),
            ("en", "lang=xx", "/en"),
            ("es, pt", "", "/de"),
        ] {
            let answer = shop.page("/").header("accept-language", header).header("cookie", cookie).send().await.unwrap();
            assert_eq!(answer.status(), 303);
            assert_eq!(answer.headers()["location"], expected, "{header:?} with {cookie:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn forms_of_other_sites_are_refused() {
    open(async |shop| {
        let own = shop.url("");
        let status = async |headers: &[(&str, &str)]| {
            let mut request = shop.client.post(shop.url("/fn/no_such_function"));
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            request.send().await.unwrap().status().as_u16()
        };
        for refused in [
            &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")][..],
            &[("sec-fetch-site", "same-site"), ("origin", "http://evil.127.0.0.1")],
            &[("origin", "https://evil.example")],
            &[("origin", "null")],
        ] {
            assert_eq!(status(refused).await, 403, "{refused:?}");
        }
        for accepted in [&[("sec-fetch-site", "same-origin")][..], &[("origin", own.as_str())], &[("origin", "http://127.0.0.1:3000")], &[]]
        {
            assert_ne!(status(accepted).await, 403, "{accepted:?}");
        }
        let page =
            shop.client.post(shop.url("/fn/x")).header("accept", "text/html").header("sec-fetch-site", "cross-site").send().await.unwrap();
        assert!(page.text().await.unwrap().contains("<h1>"), "people see a page");
    })
    .await;
}
