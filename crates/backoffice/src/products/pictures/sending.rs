//! Files on their way, one after the other: each is sent, made ready and answered for before the next one goes.

use std::{cell::RefCell, collections::VecDeque, rc::Rc};

use domain::{
    backoffice::{LARGEST_UPLOAD_MIB, MOST_PICTURES, PictureFault, UploadReport},
    failure::Failure,
    ids::ProductId,
};
use leptos::{prelude::*, server::codee::Decoder};
use site::{failure::AppFailure, load::Json};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};

use super::browser::{File, Form, Progress, Request};

/// How far a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Others go first.
    Waiting,
    /// So many percent have gone.
    Going(u8),
    /// All of it has gone, and the shop makes its files.
    Preparing,
    /// It is one of the pictures.
    Added,
    /// It became none.
    Wrong(PictureFault),
    /// The shop said no.
    Refused(Failure),
    /// The line broke.
    Lost,
}

/// A file that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Its name on the sender's machine.
    pub name: String,
    /// How far it is.
    pub stage: Stage,
}

/// The files that were chosen since the screen was opened.
#[derive(Clone, Copy, Debug)]
pub struct Sending(pub RwSignal<Vec<Sent>>);

impl Sending {
    /// None yet.
    pub fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    fn set(self, index: usize, stage: Stage) {
        // The screen may be gone by now; the files still arrive.
        let _ = self.0.try_update(|sent| {
            if let Some(sent) = sent.get_mut(index) {
                sent.stage = stage;
            }
        });
    }

    /// Sends files, and calls this when all of them are answered for. What is sure to be refused is not sent.
    pub fn start(self, product: ProductId, files: Vec<File>, then: impl Fn() + 'static) {
        let first = self.0.with_untracked(Vec::len);
        let mut waiting = VecDeque::new();
        for (index, file) in (first..).zip(files) {
            let stage = if file.size() > f64::from(LARGEST_UPLOAD_MIB) * 1024.0 * 1024.0 {
                Stage::Wrong(PictureFault::TooLarge)
            } else if waiting.len() >= MOST_PICTURES as usize {
                Stage::Wrong(PictureFault::TooMany)
            } else {
                Stage::Waiting
            };
            self.0.update(|sent| sent.push(Sent { name: file.name(), stage: stage.clone() }));
            if stage == Stage::Waiting {
                waiting.push_back((index, file));
            }
        }
        let address = format!("/backoffice/products/{product}/pictures/add");
        next(Rc::new(Queue { address, sending: self, waiting: RefCell::new(waiting), then: Box::new(then) }));
    }
}

struct Queue {
    address: String,
    sending: Sending,
    waiting: RefCell<VecDeque<(usize, File)>>,
    then: Box<dyn Fn()>,
}

fn next(queue: Rc<Queue>) {
    let file = queue.waiting.borrow_mut().pop_front();
    let Some((index, file)) = file else {
        (queue.then)();
        return;
    };
    let sending = queue.sending;
    let request = Request::new();
    request.open("POST", &queue.address);
    request.header("Accept", "application/json");
    sending.set(index, Stage::Going(0));
    let on_way = move |progress: JsValue| {
        let progress: Progress = progress.unchecked_into();
        sending.set(index, on_way(progress.loaded(), progress.total()));
    };
    request.upload().on_way(&Closure::<dyn FnMut(JsValue)>::new(on_way).into_js_value());
    let answered = request.clone();
    let at_end = move || {
        sending.set(index, outcome(answered.status(), &answered.answer()));
        next(queue);
    };
    request.at_end(&Closure::once_into_js(at_end));
    let form = Form::new();
    form.append("pictures", &file);
    request.send(&form);
}

/// How far a body of so many bytes is.
fn on_way(loaded: f64, total: f64) -> Stage {
    if total <= 0.0 || loaded >= total {
        return Stage::Preparing;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 100")]
    let percent = (100.0 * loaded / total).clamp(0.0, 100.0) as u8;
    Stage::Going(percent)
}

/// What became of one file, by the answer of the shop.
fn outcome(status: u16, answer: &str) -> Stage {
    if status == 200 {
        let report: Option<UploadReport> = Json::decode(answer).ok();
        return match report.and_then(|report| report.files.into_iter().next()) {
            Some(file) => file.fault.map_or(Stage::Added, Stage::Wrong),
            None => Stage::Lost,
        };
    }
    let failure: Option<AppFailure> = Json::decode(answer).ok();
    match (failure, status) {
        (Some(AppFailure(failure)), _) => Stage::Refused(failure),
        (None, 413) => Stage::Wrong(PictureFault::TooLarge),
        (None, 401) => Stage::Refused(Failure::Unauthenticated),
        (None, 403) => Stage::Refused(Failure::Forbidden),
        (None, 503) => Stage::Refused(Failure::Unavailable),
        (None, _) => Stage::Lost,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_answer_says_what_became_of_the_file() {
        assert_eq!(outcome(200, r#"{"files":[{"name":"a.jpg","fault":null}]}"#), Stage::Added);
        assert_eq!(outcome(200, r#"{"files":[{"name":"a.jpg","fault":"damaged"}]}"#), Stage::Wrong(PictureFault::Damaged));
        assert_eq!((outcome(200, ""), outcome(0, ""), outcome(500, "?")), (Stage::Lost, Stage::Lost, Stage::Lost));
        assert_eq!((outcome(413, ""), outcome(503, "")), (Stage::Wrong(PictureFault::TooLarge), Stage::Refused(Failure::Unavailable)));
    }

    #[test]
    fn what_has_gone_is_being_made_ready() {
        assert_eq!((on_way(0.0, 10.0), on_way(9.99, 10.0), on_way(10.0, 10.0)), (Stage::Going(0), Stage::Going(99), Stage::Preparing));
        assert_eq!(on_way(0.0, 0.0), Stage::Preparing);
    }
}
