"""Arrays in memory of their own, which goes back to the system the moment they are given up.

What is freed in the common heap stays there as long as anything small lies behind it: of 100,000
articles that had left a window, all of their 36 MB.
"""

from mmap import ACCESS_COPY, mmap
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray


def room(shape: tuple[int, ...], dtype: DTypeLike) -> NDArray[Any]:
    """An array of zeros, of this process alone: a copy for children, as other memory is."""
    size = int(np.prod(shape)) * np.dtype(dtype).itemsize
    return np.ndarray(shape, dtype, mmap(-1, size, access=ACCESS_COPY))
