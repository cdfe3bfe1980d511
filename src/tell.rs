//! What the app tells the page that it is in: events on what it draws, which leave a shadow root, and of which some can be
//! forbidden. So a script hears of navigations, searches and failures without the app knowing of it.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Event)]
    type CustomEvent;
    #[wasm_bindgen(constructor)]
    fn new(name: &str, settings: &Object) -> CustomEvent;
}

/// Dispatches an event with these facts as its `detail`; whether nobody has forbidden what it announces.
pub(crate) fn tell(target: &Element, name: &str, facts: &[(&str, &str)]) -> bool {
    let detail = Object::new();
    for (name, fact) in facts {
        let _ = Reflect::set(&detail, &(*name).into(), &(*fact).into());
    }
    let settings = Object::new();
    let _ = Reflect::set(&settings, &"detail".into(), &detail);
    for name in ["bubbles", "cancelable", "composed"] {
        let _ = Reflect::set(&settings, &name.into(), &JsValue::TRUE);
    }
    target.dispatch_event(CustomEvent::new(name, &settings).unchecked_ref()).unwrap_or(true)
}
