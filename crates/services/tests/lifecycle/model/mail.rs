use super::{Model, Post};

/// Tries before a mail is parked.
const TRIES: i32 = 24;

/// Where a mail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailState {
    Waiting,
    Sent,
    Parked,
}

impl MailState {
    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Parked => "parked",
        }
    }
}

/// Who a mail is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipient {
    Buyer(usize),
    Staff,
}

/// A mail of the outbox.
#[derive(Clone, Debug)]
pub struct Mail {
    /// What it is about: the same is written once.
    pub key: String,
    pub to: Recipient,
    pub state: MailState,
    pub attempts: i32,
    pub is_due: bool,
    /// Whether it is in the recipient's inbox.
    pub arrived: bool,
}

impl Model {
    pub fn write_to_buyer(&mut self, order: usize, key: String) {
        self.write(Recipient::Buyer(self.orders[order].buyer), key);
    }

    pub fn call_staff(&mut self, key: &str) {
        self.write(Recipient::Staff, format!("staff/{key}"));
    }

    fn write(&mut self, to: Recipient, key: String) {
        if !self.mails.iter().any(|mail| mail.key == key) {
            self.mails.push(Mail { key, to, state: MailState::Waiting, attempts: 0, is_due: true, arrived: false });
        }
    }

    /// Sends what is due, each recipient's mails in their order; how many went out.
    pub fn deliver(&mut self) -> u64 {
        let recipients = (0..self.carts.len()).map(Recipient::Buyer).chain([Recipient::Staff]);
        recipients.map(|recipient| self.deliver_to(recipient)).sum()
    }

    fn deliver_to(&mut self, recipient: Recipient) -> u64 {
        let mut sent = 0;
        for mail in self.mails.iter_mut().filter(|mail| mail.to == recipient && mail.state == MailState::Waiting) {
            if !mail.is_due {
                break;
            }
            mail.attempts += 1;
            mail.arrived |= self.post != Post::Silent;
            if self.post == Post::Answers {
                mail.state = MailState::Sent;
                sent += 1;
            } else if mail.attempts >= TRIES {
                mail.state = MailState::Parked;
            } else {
                mail.is_due = false;
                break;
            }
        }
        sent
    }
}
