//! What the screen uses of the browser to send files: an old interface, since the new one does not tell how far a file has come.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// An event of something that is dragged.
    pub type Dragged;
    /// What is dragged.
    #[wasm_bindgen(method, getter, js_name = dataTransfer)]
    pub fn transfer(this: &Dragged) -> Option<Transfer>;

    /// What is dragged.
    pub type Transfer;
    /// Says what it is; a browser that is told nothing may drag nothing.
    #[wasm_bindgen(method, js_name = setData)]
    pub fn say(this: &Transfer, format: &str, content: &str);
    /// The files among it.
    #[wasm_bindgen(method, getter)]
    pub fn files(this: &Transfer) -> JsValue;

    /// A field for files.
    pub type FileField;
    /// The files in it.
    #[wasm_bindgen(method, getter)]
    pub fn files(this: &FileField) -> JsValue;

    /// A file.
    #[derive(Clone, Debug)]
    pub type File;
    /// Its name.
    #[wasm_bindgen(method, getter)]
    pub fn name(this: &File) -> String;
    /// Its bytes.
    #[wasm_bindgen(method, getter)]
    pub fn size(this: &File) -> f64;

    /// What a form holds.
    #[wasm_bindgen(js_name = FormData)]
    pub type Form;
    /// An empty one.
    #[wasm_bindgen(constructor, js_class = "FormData")]
    pub fn new() -> Form;
    /// With a file in it.
    #[wasm_bindgen(method)]
    pub fn append(this: &Form, name: &str, file: &File);

    /// A request under way.
    #[wasm_bindgen(js_name = XMLHttpRequest)]
    #[derive(Clone, Debug)]
    pub type Request;
    /// A new one.
    #[wasm_bindgen(constructor, js_class = "XMLHttpRequest")]
    pub fn new() -> Request;
    /// Where it goes.
    #[wasm_bindgen(method)]
    pub fn open(this: &Request, method: &str, address: &str);
    /// With a header.
    #[wasm_bindgen(method, js_name = setRequestHeader)]
    pub fn header(this: &Request, name: &str, value: &str);
    /// What tells how far its body has come.
    #[wasm_bindgen(method, getter)]
    pub fn upload(this: &Request) -> Upload;
    /// What is called at its end, however it ends.
    #[wasm_bindgen(method, setter, js_name = onloadend)]
    pub fn at_end(this: &Request, call: &JsValue);
    /// Off it goes.
    #[wasm_bindgen(method)]
    pub fn send(this: &Request, form: &Form);
    /// The answer's status; 0 when there is none.
    #[wasm_bindgen(method, getter)]
    pub fn status(this: &Request) -> u16;
    /// The answer.
    #[wasm_bindgen(method, getter, js_name = responseText)]
    pub fn answer(this: &Request) -> String;

    /// A body on its way.
    pub type Upload;
    /// What is called whenever some more has gone.
    #[wasm_bindgen(method, setter, js_name = onprogress)]
    pub fn on_way(this: &Upload, call: &JsValue);

    /// How far a body has come.
    pub type Progress;
    /// Bytes that have gone.
    #[wasm_bindgen(method, getter)]
    pub fn loaded(this: &Progress) -> f64;
    /// All of its bytes.
    #[wasm_bindgen(method, getter)]
    pub fn total(this: &Progress) -> f64;
}

/// The files of a list of the browser's.
pub fn listed(files: &JsValue) -> Vec<File> {
    use wasm_bindgen::JsCast;

    if files.is_null() || files.is_undefined() {
        return Vec::new();
    }
    web_sys::js_sys::Array::from(files).iter().map(JsCast::unchecked_into).collect()
}
