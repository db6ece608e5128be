//! What the program says and how it ends when something is set wrong, and beside a running shop.
