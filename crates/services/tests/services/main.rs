//! The services on a real PostgreSQL and, where they use one, a real Redis: one program, since linking one for each file takes longer than running them.

#![expect(clippy::unwrap_used, reason = "what cannot be set up or asked ends the test")]

mod account_roles;
mod account_sessions;
mod accounts;
mod accounts_asked;
mod accounts_links;
mod accounts_logs;
mod accounts_passkeys;
mod accounts_privacy;
mod accounts_second_factors;
mod accounts_shop;
mod accounts_staff;
mod audit;
mod backoffice;
mod buying;
mod cart;
mod cart_account;
mod cart_merge;
mod cart_properties;
mod catalog;
mod catalog_import;
mod catalog_lists;
mod ephemeral;
mod fulfilment;
mod gift_cards;
mod guards;
mod invoices;
mod jobs;
mod limits;
mod mail;
mod money;
mod nodes;
mod orders;
mod payments;
mod prepayment;
mod pricing;
mod reads;
mod returns;
mod staff_verbs;
mod stock;
mod time;
mod vouchers;
