use std::collections::HashMap;

use chrono::NaiveDate;
use roxmltree::{Document, Node, ParsingOptions};

/// Largest file that is read: some 20,000 entries.
const MOST_BYTES: usize = 16 * 1024 * 1024;
/// Most elements and texts of a file, so that a small file cannot take much memory.
const MOST_NODES: u32 = 2_000_000;
/// The namespaces of the versions that are understood.
const VERSIONS: [&str; 2] = ["urn:iso:std:iso:20022:tech:xsd:camt.054.001.04", "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"];
/// Digits of an amount before and after the dot: francs and euros have two decimals, ISO 20022 allows more.
const DECIMALS: usize = 2;
/// Longest reference and reference of the bank that are kept, in characters; ISO 20022 has 35.
const LONGEST: usize = 140;

/// Why a file is no notification.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CamtError {
    /// It is larger than this many bytes.
    #[error("the file is larger than {0} bytes")]
    TooLarge(usize),
    /// It is no XML in UTF-8, or has a document type declaration, which bank files have not.
    #[error("the file is not sound XML: {0}")]
    NotXml(String),
    /// It is XML of something else, or of another version.
    #[error("the file is no camt.054.001.04 or camt.054.001.08")]
    Version,
    /// An entry cannot be understood; nothing of the file is believed then.
    #[error("entry {entry}: {problem}")]
    Entry {
        /// Its place in the file, from 1.
        entry: usize,
        /// What is wrong with it.
        problem: &'static str,
    },
}

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notification {
    /// Booked credits, one by one, in the file's order.
    pub credits: Vec<Credit>,
    /// Entries and details that are none: debits, reversals, announcements.
    pub skipped: usize,
}

/// Money that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// The structured reference as the payer stated it; empty if there was none.
    pub reference: String,
    /// In hundredths of the currency.
    pub amount: i64,
    /// The currency's code.
    pub currency: String,
    /// The day of the booking.
    pub booked_on: NaiveDate,
    /// Names the credit, made of the account servicer's reference: the same in every file that holds it. Two credits have the same name only if they
    /// are the same entry.
    pub bank_reference: String,
}

/// Reads a notification. No entity is expanded and nothing is fetched.
///
/// # Errors
/// If the file is none, or if one of its entries cannot be understood: money is recorded whole files at a time.
pub fn read(bytes: &[u8]) -> Result<Notification, CamtError> {
    if bytes.len() > MOST_BYTES {
        return Err(CamtError::TooLarge(MOST_BYTES));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| CamtError::NotXml(error.to_string()))?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let text = text.trim_start_matches('\u{feff}');
    let document = Document::parse_with_options(text, options).map_err(|error| CamtError::NotXml(error.to_string()))?;
    let root = document.root_element();
    let version = root.tag_name().namespace().unwrap_or_default();
    let body = child(root, "BkToCstmrDbtCdtNtfctn").filter(|_| VERSIONS.contains(&version)).ok_or(CamtError::Version)?;
    let mut reader = Reader::default();
    let entries = children(body, "Ntfctn").flat_map(|notification| children(notification, "Ntry"));
    for (index, entry) in entries.enumerate() {
        reader.entry(entry).map_err(|problem| CamtError::Entry { entry: index + 1, problem })?;
    }
    Ok(reader.notification)
}

#[derive(Default)]
struct Reader {
    notification: Notification,
    /// How often the bank left credits that look the same without a reference of its own.
    nameless: HashMap<String, usize>,
}

/// What an entry says for all its details.
struct Entry {
    booked_on: NaiveDate,
    bank_reference: String,
}

impl Reader {
    fn entry(&mut self, entry: Node<'_, '_>) -> Result<(), &'static str> {
        if !is_credit(entry) || !is_booked(entry) {
            self.notification.skipped += 1;
            return Ok(());
        }
        let booked_on = child(entry, "BookgDt").and_then(|date| date.descendants().find_map(|node| day(node.text()?)));
        let common = Entry {
            booked_on: booked_on.ok_or("it has no date of booking")?,
            bank_reference: text(entry, &["AcctSvcrRef"]).unwrap_or_default(),
        };
        let details: Vec<_> = children(entry, "NtryDtls").flat_map(|details| children(details, "TxDtls")).collect();
        if details.is_empty() {
            return self.credit(entry, entry, &common, 0);
        }
        let alone = details.len() == 1;
        for (index, detail) in details.into_iter().enumerate() {
            // A detail without an amount of its own has the entry's, if it is its only one.
            let silent = child(detail, "Amt").is_none() && amount_of(detail).is_none();
            let valued = if silent && alone { entry } else { detail };
            self.credit(detail, valued, &common, index)?;
        }
        Ok(())
    }

    /// `detail` is the credit, `valued` has its amount, `index` is its place among the entry's details.
    fn credit(&mut self, detail: Node<'_, '_>, valued: Node<'_, '_>, entry: &Entry, index: usize) -> Result<(), &'static str> {
        if !is_credit(detail) {
            self.notification.skipped += 1;
            return Ok(());
        }
        let (currency, digits) = amount_of(valued).ok_or("it has no amount")?;
        let amount = hundredths(digits.trim()).ok_or("its amount cannot be understood")?;
        let reference = reference_of(detail);
        let bank_reference = self.name(detail, entry, index, &format!("{}/{currency}{amount}/{reference}", entry.booked_on));
        let currency = currency.to_owned();
        self.notification.credits.push(Credit { reference, amount, currency, booked_on: entry.booked_on, bank_reference });
        Ok(())
    }

    /// The credit's name: by the bank's reference of the detail, else by that of the entry and the place in it, else by what it looks like. `looks` is
    /// part of the name in any case: some banks write the same reference on all details of a collective entry.
    fn name(&mut self, detail: Node<'_, '_>, entry: &Entry, index: usize, looks: &str) -> String {
        if let Some(own) = text(detail, &["Refs", "AcctSvcrRef"]) {
            return format!("{own}/{looks}");
        }
        if !entry.bank_reference.is_empty() {
            return format!("{}#{index}/{looks}", entry.bank_reference);
        }
        let count = self.nameless.entry(looks.to_owned()).or_default();
        *count += 1;
        format!("#{count}/{looks}")
    }
}

fn children<'a, 'input>(node: Node<'a, 'input>, name: &'static str) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

fn child<'a, 'input>(node: Node<'a, 'input>, name: &'static str) -> Option<Node<'a, 'input>> {
    children(node, name).next()
}

/// The text at the end of a path, if it is not empty.
fn text(node: Node<'_, '_>, path: &[&'static str]) -> Option<String> {
    let node = path.iter().try_fold(node, |node, name| child(node, name))?;
    let text = node.text()?.trim();
    (!text.is_empty()).then(|| text.chars().take(LONGEST).collect())
}

/// A detail that does not say is what its entry is. What a reversal says of a credit is that it was none.
fn is_credit(node: Node<'_, '_>) -> bool {
    let reversed = text(node, &["RvslInd"]).is_some_and(|reversed| ["true", "1"].contains(&reversed.as_str()));
    !reversed && text(node, &["CdtDbtInd"]).is_none_or(|indicator| indicator == "CRDT")
}

/// Version 04 has the word in `Sts`, version 08 in `Sts/Cd`.
fn is_booked(entry: Node<'_, '_>) -> bool {
    text(entry, &["Sts", "Cd"]).or_else(|| text(entry, &["Sts"])).is_none_or(|status| status == "BOOK")
}

/// Currency and digits; older details have them deeper.
fn amount_of<'a>(node: Node<'a, '_>) -> Option<(&'a str, &'a str)> {
    let amount = child(node, "Amt").or_else(|| child(child(child(node, "AmtDtls")?, "TxAmt")?, "Amt"))?;
    Some((amount.attribute("Ccy")?, amount.text()?))
}

fn reference_of(detail: Node<'_, '_>) -> String {
    let mut structured = children(detail, "RmtInf").flat_map(|remittance| children(remittance, "Strd"));
    structured.find_map(|structured| text(structured, &["CdtrRefInf", "Ref"])).unwrap_or_default()
}

/// `49.9` is 4990; more than two decimals have to be zeros. Nothing and less is no credit.
fn hundredths(digits: &str) -> Option<i64> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let sound = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !sound(whole) || !sound(fraction) {
        return None;
    }
    let (kept, rest) = fraction.split_at(fraction.len().min(DECIMALS));
    if rest.bytes().any(|byte| byte != b'0') {
        return None;
    }
    let minor: i64 = format!("{kept:0<2}").parse().ok()?;
    let amount = whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(minor)?;
    (amount > 0).then_some(amount)
}

/// `2026-03-02`, or a moment of which the day counts.
fn day(text: &str) -> Option<NaiveDate> {
    text.trim().get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(version: &str, entries: &str) -> Vec<u8> {
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.{version}"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>1</MsgId></GrpHdr>
<Ntfctn><Id>1</Id><Acct><Id><IBAN>CH5800791123000889012</IBAN></Id></Acct>{entries}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"#
        )
        .into_bytes()
    }

    fn detail(own: &str, amount: &str, reference: &str) -> String {
        format!(
            "<TxDtls><Refs>{own}</Refs><Amt Ccy=\"CHF\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Prtry>QRR</Prtry></CdOrPrtry></Tp><Ref>{reference}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>"
        )
    }

    fn entry(status: &str, details: &str) -> String {
        format!(
            "<Ntry><Amt Ccy=\"CHF\">83.80</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>{status}</Sts><BookgDt><Dt>2026-03-05</Dt></BookgDt><AcctSvcrRef>BATCH7</AcctSvcrRef><NtryDtls>{details}</NtryDtls></Ntry>"
        )
    }

    #[test]
    fn both_versions_are_read() {
        let details = detail("<AcctSvcrRef>A1</AcctSvcrRef>", "41.90", "RF18 5390 0754 7034") + &detail("", "41.9", "RF097");
        for (version, status) in [("04", "BOOK"), ("08", "<Cd>BOOK</Cd>")] {
            let notification = read(&file(version, &entry(status, &details))).unwrap();
            let credits: Vec<_> = notification.credits.iter().map(|credit| (credit.reference.as_str(), credit.amount)).collect();
            assert_eq!(credits, [("RF18 5390 0754 7034", 4190), ("RF097", 4190)]);
            assert_eq!(notification.credits[0].booked_on.to_string(), "2026-03-05");
            assert!(notification.credits[0].bank_reference.starts_with("A1/"));
            assert!(notification.credits[1].bank_reference.starts_with("BATCH7#1/"));
        }
    }

    #[test]
    fn debits_reversals_and_announcements_are_skipped() {
        let debit = entry("BOOK", &detail("", "1", "RF097").replace("CRDT", "DBIT"));
        let reversal = entry("BOOK", "").replace("<Sts>", "<RvslInd>true</RvslInd><Sts>");
        let notification = read(&file("04", &(debit + &reversal + &entry("PDNG", "") + &entry("INFO", "")))).unwrap();
        assert_eq!((notification.credits.len(), notification.skipped), (0, 4));
    }

    #[test]
    fn an_entry_without_details_or_reference_is_still_money() {
        let bare =
            "<Ntry><Amt Ccy=\"EUR\">10</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><DtTm>2026-03-05T23:59:00+01:00</DtTm></BookgDt></Ntry>";
        let notification = read(&file("08", &bare.repeat(2))).unwrap();
        assert_eq!(notification.credits.len(), 2);
        let [first, second] = &notification.credits[..] else { panic!("two credits") };
        assert_eq!((first.reference.as_str(), first.amount, first.currency.as_str()), ("", 1000, "EUR"));
        assert_ne!(first.bank_reference, second.bank_reference, "two entries that look the same are two");
        assert_eq!(read(&file("08", &bare.repeat(2))).unwrap(), notification, "and have the same names in every file");
        let only_details = entry("BOOK", "<TxDtls><RmtInf><Ustrd>Danke</Ustrd></RmtInf></TxDtls>");
        assert_eq!(read(&file("04", &only_details)).unwrap().credits[0].amount, 8380);
    }

    #[test]
    fn the_same_reference_of_the_bank_for_two_payers_is_two_credits() {
        let own = "<AcctSvcrRef>SAME</AcctSvcrRef>";
        let notification = read(&file("04", &entry("BOOK", &(detail(own, "1", "RF097") + &detail(own, "1", "RF18539007547034"))))).unwrap();
        assert_ne!(notification.credits[0].bank_reference, notification.credits[1].bank_reference);
        let twice = read(&file("04", &entry("BOOK", &detail(own, "1", "RF097")).repeat(2))).unwrap();
        assert_eq!(twice.credits[0].bank_reference, twice.credits[1].bank_reference);
    }

    #[test]
    fn nothing_of_an_unsound_file_is_believed() {
        let sound = entry("BOOK", &detail("", "41.90", "RF097"));
        for amount in ["-1", "0", "1.001", "1,5", "", "99999999999999999999", "0x10", "1e3"] {
            let wrong = sound.clone() + &entry("BOOK", &detail("", amount, "RF097"));
            assert!(matches!(read(&file("04", &wrong)), Err(CamtError::Entry { entry: 2, .. })), "{amount}");
        }
        let undated = sound.replace("2026-03-05", "soon");
        assert!(matches!(read(&file("04", &undated)), Err(CamtError::Entry { entry: 1, .. })));
        assert_eq!(read(&file("02", &sound)), Err(CamtError::Version));
        assert_eq!(read(b"<Document/>"), Err(CamtError::Version));
        assert!(matches!(read(b"not XML"), Err(CamtError::NotXml(_))));
        assert!(matches!(read(&[0xff, 0xfe]), Err(CamtError::NotXml(_))));
        assert_eq!(read(&vec![b' '; MOST_BYTES + 1]), Err(CamtError::TooLarge(MOST_BYTES)));
    }

    #[test]
    fn entities_are_not_expanded() {
        let bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><x>&b;</x>";
        assert!(matches!(read(bomb.as_bytes()), Err(CamtError::NotXml(_))));
        let file = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>";
        assert!(matches!(read(file.as_bytes()), Err(CamtError::NotXml(_))));
    }
}
