"""The look: page templates, JinjaX components, forms, and the few scripts and styles behind them."""
