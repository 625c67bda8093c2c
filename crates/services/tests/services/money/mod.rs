//! Money that goes back, comes too late, comes twice or is taken away again: against the stand-in for Mollie, over HTTP.

mod called_off;
mod chargebacks;
mod days_without_webhooks;
mod foreign_ids;
mod guards;
mod lab;
mod refunds;
mod reviews;
mod submissions;
