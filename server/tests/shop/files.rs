//! Files and who may keep them.

use std::{fs, path::Path};

use server::config::Site;

use crate::running::{behind, door};

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[tokio::test]
async fn files_are_served_with_their_rules() {
    let door_of = |test: &testkit::TestShop| {
        // Inside the folder that the test's shop removes at its end.
        let media = test.shop.settings.media_dir.clone();
        let root = media.join("site");
        write(&root.join("pkg/astris.0a1b2c.css"), "body{}");
        write(&root.join("pkg/astris.0a1b2c.css.br"), "brotli");
        write(&root.join("robots.txt"), "User-agent: *");
        write(&root.join("fonts/sans-5.3.0.woff2"), "font");
        write(&media.join("3f9ac01b77de40aa-640.avif"), "picture");
        write(&media.join("hero-2000.jpg"), "picture");
        let mut door = door();
        door.site = Site { root, media_dir: media, hash_files: false, ..Site::default() };
        door
    };
    behind(door_of, async |shop| {
        let rule = async |path: &str| {
            let answer = shop.client.get(shop.url(path)).send().await.unwrap();
            let rule = answer.headers().get("cache-control").map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
            (answer.status().as_u16(), rule)
        };
        let for_ever = "public, max-age=31536000, immutable".to_owned();
        assert_eq!(rule("/pkg/astris.0a1b2c.css").await, (200, "public, no-cache".to_owned()));
        assert_eq!(rule("/media/3f9ac01b77de40aa-640.avif").await, (200, for_ever.clone()));
        assert_eq!(rule("/fonts/sans-5.3.0.woff2").await, (200, for_ever));
        assert_eq!(rule("/media/hero-2000.jpg").await, (200, "public, max-age=3600".to_owned()));
        assert_eq!(rule("/robots.txt").await, (200, "public, max-age=3600".to_owned()));
        for missing in ["/pkg/no.js", "/media/no.jpg", "/media/..%2f..%2fetc%2fpasswd", "/media/../../etc/passwd", "/media/", "/pkg"] {
            assert_eq!(rule(missing).await.0, 404, "{missing}");
        }
        let compressed = shop.client.get(shop.url("/pkg/astris.0a1b2c.css")).header("accept-encoding", "br").send().await.unwrap();
        assert_eq!(compressed.headers()["content-encoding"], "br");
        assert_eq!(compressed.text().await.unwrap(), "brotli");
    })
    .await;
}
