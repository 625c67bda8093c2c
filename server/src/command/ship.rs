use clap::Args;
use domain::orders::{Carrier, HandOverForm, TrackingForm};
use services::orders::{Actor, fulfilment};

use super::{CommandError, error::with_causes};
use crate::{
    assemble::ready,
    config::{Config, Source},
    logging, pool, schema,
};

/// What is left of an order goes to the carrier, in one parcel.
#[derive(Debug, Args)]
pub struct Ship {
    /// The order's number, such as 2026-000042
    order: String,
    /// Who brings it
    #[arg(long, value_parser = Carrier::ALL.map(Carrier::code))]
    carrier: Option<String>,
    /// The carrier's number for the parcel
    #[arg(long)]
    tracking: Option<String>,
    /// Write no mail to the buyer
    #[arg(long)]
    no_mail: bool,
}

/// Hands a parcel over as the operator.
pub(super) async fn ship(source: &Source, wanted: Ship) -> Result<(), CommandError> {
    let Ship { order, carrier, tracking, no_mail } = wanted;
    let config = Config::load(source)?;
    logging::start(&config.log);
    let pool = pool::connect(&config.database).await?;
    schema::check(&pool).await?;
    let shop = ready(&config, pool).await?;
    let form = HandOverForm {
        // Each call is a parcel of its own: one that is repeated finds nothing left to send.
        key: shop.new_key(),
        pieces: Vec::new(),
        tracking: TrackingForm { carrier: carrier.unwrap_or_default(), number: tracking.unwrap_or_default() },
        notify: !no_mail,
    };
    let sent = fulfilment::hand_over(&shop, Actor::Operator, &order, &form).await;
    shop.pool.close().await;
    let parcel = sent.map_err(|error| CommandError::Ship { order: order.clone(), cause: with_causes(&error) })?;
    let pieces: u32 = parcel.pieces.iter().map(|pieces| pieces.quantity).sum();
    println!("Parcel {} of order {} is handed over, with {pieces} pieces.", parcel.number, order);
    if let Some(url) = parcel.tracking.url() {
        println!("It is followed at {url}.");
    }
    Ok(())
}
