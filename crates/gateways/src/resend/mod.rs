//! Resend's email API.

mod client;
mod wire;

pub use client::{ResendMailer, ResendSettings};
