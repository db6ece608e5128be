//! How the tests of each system reach it: over HTTP on a free port, like everybody else.

use axum::Router;

/// Serves a system; returns its root, such as `http://127.0.0.1:4711`.
pub(super) async fn serve(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let root = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    root
}

/// Asks it, whatever proxies this machine names.
pub(super) fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}
