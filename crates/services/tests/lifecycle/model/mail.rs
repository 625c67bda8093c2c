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

/// A mail of the outbox.
#[derive(Clone, Debug)]
pub struct Mail {
    pub order: usize,
    pub state: MailState,
    pub attempts: i32,
    pub is_due: bool,
    /// Whether it is in the buyer's inbox.
    pub arrived: bool,
}

impl Model {
    pub fn write_confirmation(&mut self, order: usize) {
        self.mails.push(Mail { order, state: MailState::Waiting, attempts: 0, is_due: true, arrived: false });
    }

    /// Sends what is due, each buyer's mails in their order; how many went out.
    pub fn deliver(&mut self) -> u64 {
        let mut sent = 0;
        for buyer in 0..self.carts.len() {
            for number in 0..self.mails.len() {
                let mail = &mut self.mails[number];
                if self.orders[mail.order].buyer != buyer || mail.state != MailState::Waiting {
                    continue;
                }
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
        }
        sent
    }
}
