//! FAILURES 27: Redis is stopped and started again in the middle of shopping. Nobody notices: not by an error, not by a cart that is gone.

use std::sync::Arc;

use testkit::{Options, RedisServer};

use crate::{
    astris::{Astris, Start, log_of},
    load::Load,
    proof,
    scene::Scene,
};

#[tokio::test(flavor = "multi_thread")]
async fn shopping_goes_on_while_redis_comes_and_goes() {
    let mut violations = Vec::new();
    for _ in 0..proof::rounds() {
        let mut redis = RedisServer::start().await;
        let scene = Scene::open_with(Options::default().redis_at(redis.url())).await;
        let scene = Arc::new(Scene { redis: Some(redis.url()), ..scene });
        let astris = Astris::start(&scene, &Start::default()).await;
        violations.extend(come_and_go(&mut redis, &scene).await);
        if !violations.is_empty() {
            println!("{}", log_of(&scene));
        }
        astris.kill().await;
        if let Ok(scene) = Arc::try_unwrap(scene) {
            scene.close().await;
        }
    }
    proof::conclude("Redis stopped", proof::rounds(), &violations);
}

async fn come_and_go(redis: &mut RedisServer, scene: &Arc<Scene>) -> Vec<String> {
    let load = Load::begin(scene, &[]);
    let mut violations: Vec<String> = load.has_bought(10).await.err().into_iter().collect();
    redis.kill();
    violations.extend(load.has_bought(10).await.err());
    redis.start_again().await;
    // The copies from before are gone, and those that are made now have to be right.
    testkit::copies_are_used(&scene.kit.shop.ephemeral, &scene.kit.shop.pool).await;
    violations.extend(load.has_bought(10).await.err());
    redis.pause();
    violations.extend(load.has_bought(10).await.err());
    redis.go_on();
    violations.extend(load.has_bought(10).await.err());
    violations.extend(load.end().await);
    // Else nothing would be proven here.
    if !log_of(scene).contains("Redis does not answer") {
        violations.push("the shop has not used Redis".to_owned());
    }
    violations
}
