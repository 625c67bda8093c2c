//! Pictures, sent by a browser without scripts and by a script.

use domain::accounts::Role;
use reqwest::StatusCode;

use super::{Colleague, hidden};
use crate::running::{Shop, open};

const ARRANGE: &str = "/fn/backoffice/products/arrange-pictures";
const DESCRIBE: &str = "/fn/backoffice/products/describe-picture";
const REMOVE: &str = "/fn/backoffice/products/remove-picture";
const BOUNDARY: &str = "----a-boundary-of-a-browser";

/// A form with files, as browsers write it.
fn files(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, bytes) in files {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"pictures\"; filename=\"{name}\"\r\nContent-Type: image/jpeg\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// A picture of 320 pixels in grey, as a PNG that is not compressed.
fn png(grey: u8) -> Vec<u8> {
    let chunk = |name: &[u8], content: &[u8]| {
        let mut chunk = u32::try_from(content.len()).unwrap().to_be_bytes().to_vec();
        let named = [name, content].concat();
        chunk.extend_from_slice(&named);
        chunk.extend_from_slice(&crc(&named).to_be_bytes());
        chunk
    };
    let side = 320_usize;
    let rows: Vec<u8> = (0..side).flat_map(|_| std::iter::once(0).chain(std::iter::repeat_n(grey, side))).collect();
    let mut stream = vec![0x78, 0x01];
    let blocks: Vec<&[u8]> = rows.chunks(0xffff).collect();
    for (index, block) in blocks.iter().enumerate() {
        let length = u16::try_from(block.len()).unwrap();
        stream.push(u8::from(index + 1 == blocks.len()));
        stream.extend_from_slice(&length.to_le_bytes());
        stream.extend_from_slice(&(!length).to_le_bytes());
        stream.extend_from_slice(block);
    }
    let (low, high) = rows.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    stream.extend_from_slice(&(high << 16 | low).to_be_bytes());
    let head = [&320_u32.to_be_bytes()[..], &320_u32.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &head), chunk(b"IDAT", &stream), chunk(b"IEND", b"")].concat()
}

/// The checksum of PNG's chunks (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
    })
}

/// Sends such a form to an address.
fn form(shop: &Shop, address: &str, body: Vec<u8>) -> reqwest::RequestBuilder {
    let request = shop.client.post(shop.url(address)).header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"));
    request.header("sec-fetch-site", "same-origin").body(body)
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_sent_arranged_described_and_removed_without_scripts() {
    open(async |shop| {
        let cup = testkit::product().name("Tasse").pictures(0).insert(&shop.test).await;
        let here = format!("/backoffice/products/{}/pictures", cup.id);
        let add = format!("{here}/add");
        let colleague = Colleague::come(&shop, Role::Catalogue).await;
        let empty = colleague.screen(&here).await;
        assert!(empty.contains(&format!("action=\"{add}\"")) && empty.contains("enctype=\"multipart/form-data\""), "{empty}");

        let (first, second) = (png(40), png(200));
        let body = files(&[("a <b>.png", first.as_slice()), ("b.png", &second[..300]), ("c.png", second.as_slice())]);
        let sent = form(&shop, &add, body).header("accept", "text/html").header("cookie", colleague.cookie()).send().await.unwrap();
        assert_eq!(
            (sent.status(), sent.headers()["location"].to_str().unwrap()),
            (StatusCode::SEE_OTHER, format!("{here}?form=upload").as_str())
        );
        let told = colleague.screen(&format!("{here}?form=upload")).await;
        let report = told.split_once("data-testid=\"upload-report\"").unwrap().1.split_once("</ul>").unwrap().0;
        assert!(report.contains("a &lt;b") && !report.contains("<b>"), "{report}");
        assert_eq!(report.matches("data-failed").count(), 1, "the damaged one is named, the others are kept: {report}");
        assert_eq!(told.matches("data-testid=\"tile\"").count(), 2);
        // A report is its sender's.
        let other = Colleague::called(&shop, Role::Catalogue, "otto").await;
        assert!(!other.screen(&format!("{here}?form=upload")).await.contains("upload-report"));

        let pictures: Vec<&str> =
            told.split("data-testid=\"tile\" data-picture=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let version = hidden(&told, ARRANGE, "version");
        let order = format!("{},{}", pictures[1], pictures[0]);
        let fields = [("product", &*cup.id.to_string()), ("version", version), ("order", &order)];
        for _ in 0..2 {
            assert_eq!(colleague.send(ARRANGE, &fields).await, format!("{here}?done=pictures-arranged"));
        }
        let arranged = colleague.screen(&format!("{here}?done=pictures-arranged")).await;
        assert!(arranged.contains("data-testid=\"done\""));
        assert_eq!(hidden(&arranged, ARRANGE, "order"), order);

        let version = hidden(&arranged, DESCRIBE, "version").to_owned();
        let describe = async |alt: &str, x: &str| {
            let product = cup.id.to_string();
            let fields = [
                ("product", product.as_str()),
                ("version", &version),
                ("picture", pictures[1]),
                ("fields[alt][de]", alt),
                ("fields[alt][fr]", "Tasse"),
                ("fields[alt][it]", "Tazza"),
                ("fields[alt][en]", "Cup"),
                ("fields[x]", x),
                ("fields[y]", "85"),
            ];
            colleague.send(DESCRIBE, &fields).await
        };
        let led = describe(" ", "20").await;
        let said = colleague.screen(&led).await;
        assert!(said.contains("href=\"#alt-de\"") && said.contains("value=\"Tazza\"") && said.contains("value=\"20\""), "{led} {said}");
        assert!(colleague.screen(&describe("Tasse", "links").await).await.contains("href=\"#x\""));
        assert_eq!(describe("Eine helle Tasse", "20").await, format!("{here}?done=picture-described"));
        let shown = colleague.screen("/de/p/tasse").await;
        assert!(shown.contains("alt=\"Eine helle Tasse\"") && shown.contains("focus-x-20 focus-y-85"), "{shown}");
        assert!(colleague.screen("/de/c/test").await.contains("focus-x-20 focus-y-85"), "lists crop as staff say");

        let now = colleague.screen(&here).await;
        let fields = [("product", &*cup.id.to_string()), ("version", hidden(&now, REMOVE, "version")), ("picture", pictures[0])];
        assert_eq!(colleague.send(REMOVE, &fields).await, format!("{here}?done=picture-removed"));
        assert_eq!(colleague.screen(&here).await.matches("data-testid=\"tile\"").count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn scripts_are_told_of_each_file_and_strangers_are_not_listened_to() {
    open(async |shop| {
        let cup = testkit::product().name("Tasse").pictures(0).insert(&shop.test).await;
        let add = format!("/backoffice/products/{}/pictures/add", cup.id);
        let colleague = Colleague::come(&shop, Role::Catalogue).await;
        let ask = |address: &str, body: Vec<u8>, cookie: &str| {
            form(&shop, address, body).header("accept", "application/json").header("cookie", cookie).send()
        };
        let grey = png(90);
        let one = files(&[("a.png", grey.as_slice())]);
        for fault in ["null", "\"already_there\""] {
            let answer = ask(&add, one.clone(), colleague.cookie()).await.unwrap();
            assert_eq!(answer.text().await.unwrap(), format!(r#"{{"files":[{{"name":"a.png","fault":{fault}}}]}}"#));
        }
        // More bytes than a form may have elsewhere, and more than a picture may have.
        let large = vec![b'x'; 20 * 1024 * 1024 + 1];
        let answer = ask(&add, files(&[("large.jpg", &large), ("a.png", grey.as_slice())]), colleague.cookie()).await.unwrap();
        let said = answer.text().await.unwrap();
        assert!(
            said.contains(r#""name":"large.jpg","fault":"too_large""#) && said.contains(r#""name":"a.png","fault":"already_there""#),
            "{said}"
        );
        let nothing = ask(&add, files(&[]), colleague.cookie()).await.unwrap();
        assert_eq!(nothing.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let text = shop.client.post(shop.url(&add)).header("accept", "application/json").header("cookie", colleague.cookie()).body("x");
        assert_eq!(text.send().await.unwrap().status(), StatusCode::UNPROCESSABLE_ENTITY);

        let none = add.replace(&cup.id.to_string(), "00000000-0000-0000-0000-000000000001");
        assert_eq!(ask(&none, one.clone(), colleague.cookie()).await.unwrap().status(), StatusCode::NOT_FOUND);
        let orders = Colleague::come(&shop, Role::Orders).await;
        assert_eq!(ask(&add, one.clone(), orders.cookie()).await.unwrap().status(), StatusCode::FORBIDDEN);
        assert_eq!(form(&shop, &add, one.clone()).send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
        let elsewhere = shop.client.post(shop.url(&add)).header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"));
        let elsewhere = elsewhere.header("cookie", colleague.cookie()).header("sec-fetch-site", "cross-site").body(one);
        assert_eq!(elsewhere.send().await.unwrap().status(), StatusCode::FORBIDDEN, "another site's form");
        let pictures: i64 = sqlx::query_scalar("SELECT count(*) FROM catalog_pictures").fetch_one(&shop.test.shop.pool).await.unwrap();
        assert_eq!(pictures, 1);
        // All other forms are as small as before.
        let answer =
            shop.client.post(shop.url(ARRANGE)).header("cookie", colleague.cookie()).body(vec![b'x'; 65 * 1024]).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    })
    .await;
}
