//! The app's entry in a browser. On the host there is nothing to run: the `quire` tool draws the same views.

fn main() {
    #[cfg(target_arch = "wasm32")]
    quire_app::run::install();
}
