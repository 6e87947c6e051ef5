"""Logistic regression over sparse signs, fitted the same way every time."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Floats = npt.NDArray[np.float64]


def fit(rows: csr_matrix, answers: Floats, weights: Floats, penalty: float, rounds: int = 50) -> Floats:
    """The coefficients, the bias last. `penalty` is half the inverse variance of a coefficient."""
    turned = rows.T.tocsr()

    def loss(guess: Floats) -> tuple[float, Floats]:
        score = rows @ guess[:-1] + guess[-1]
        off = weights * (1 / (1 + np.exp(-score)) - answers)
        cost = (weights * (np.logaddexp(0, score) - answers * score)).sum()
        slope = np.append(turned @ off + penalty * guess[:-1], off.sum())
        return cost + 0.5 * penalty * guess[:-1] @ guess[:-1], slope

    found = minimize(
        loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": rounds}
    )
    return np.asarray(found.x)
