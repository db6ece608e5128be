//! Deposits on a real EVM node: anvil, whose program `STOREFRONT_ANVIL` names. Without it these
//! stories say so and pass. Each is told on a network of Ethereum's kind, and on one of TRON's
//! behind a proxy that makes the faults of public nodes.

mod contracts;
mod faulty;
mod interleaved;
mod lagging;
mod network;
mod node;
mod payments;
mod proxy;
mod reorganised;
mod restarts;

/// Makes a test of each story for either family of networks.
macro_rules! on_both {
    ($($story:ident)*) => {
        mod evm {
            use storefront::domain::deposit::Family;
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $story() {
                    let Some(network) = super::Network::start(Family::Evm).await else { return };
                    super::$story(network).await;
                }
            )*
        }
        mod tron {
            use storefront::domain::deposit::Family;
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $story() {
                    let Some(network) = super::Network::start(Family::Tron).await else { return };
                    super::$story(network).await;
                }
            )*
        }
    };
}
use on_both;
