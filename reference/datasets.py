"""Synthetic data for the notebooks: NumPy only, each function with a seed of its own."""

import numpy as np


def island(m=400, seed=3):
    """Soundings around an island with a wavy coast: is there land at this point of the map?

    Args:
        m: how many points; half of them on land.
        seed: another seed surveys the same island at other points.

    Returns:
        X: positions, (2, m), one column per point.
        Y: 1 for land, 0 for water, (1, m).
    """
    rng = np.random.default_rng(seed)
    land = np.arange(m) % 2 == 0
    angle = rng.uniform(0, 2 * np.pi, m)
    coast = 1 + 0.12 * np.sin(2 * angle) + 0.1 * np.sin(5 * angle + 1)  # its distance from the middle
    inside, outside = 0.95 * np.sqrt(rng.uniform(0, 1, m)), rng.uniform(1.05, 2.2, m)
    radius = coast * np.where(land, inside, outside)
    return np.vstack([radius * np.cos(angle), radius * np.sin(angle)]), land.astype(float)[np.newaxis]


def spirals(m=400, seed=5):
    """Two arms of a spiral that wind around each other.

    Args:
        m: how many points; half of them on each arm.
        seed: another seed draws other points of the same arms.

    Returns:
        X: positions, (2, m), one column per point.
        Y: 1 for one arm, 0 for the other, (1, m).
    """
    rng = np.random.default_rng(seed)
    first = np.arange(m) % 2 == 0
    radius = np.sqrt(rng.uniform(0.02, 1, m))
    angle = 9 * radius + np.where(first, 0, np.pi)
    X = 2 * np.vstack([radius * np.cos(angle), radius * np.sin(angle)])
    return X + rng.normal(scale=0.06, size=X.shape), first.astype(float)[np.newaxis]


def camp(m=300, seed=0):
    """A camp at night: campers sit in a ring around the fire, foxes circle them in a wider one.

    Args:
        m: how many of them; half are campers.
        seed: another seed is another night.

    Returns:
        X: positions in metres, the fire at (0, 0), (2, m), one column each.
        Y: 1 for a camper, 0 for a fox, (1, m).
    """
    rng = np.random.default_rng(seed)
    camper = np.arange(m) % 2 == 0
    angle = rng.uniform(0, 2 * np.pi, m)
    radius = rng.normal(np.where(camper, 1.0, 1.5), 0.07)
    return np.vstack([radius * np.cos(angle), radius * np.sin(angle)]), camper.astype(float)[np.newaxis]


def trails(m=100, seed=1):
    """How long does a trail take to walk? Two features on very different scales.

    Args:
        m: how many trails.
        seed: another seed is another map.

    Returns:
        X: length in metres, from 1 to 1000, and steepness, from 0 to 1, (2, m), one column per trail.
        Y: minutes, (1, m).
    """
    rng = np.random.default_rng(seed)
    X = np.vstack([rng.uniform(1, 1000, m), rng.uniform(0, 1, m)])
    return X, 2 + 0.012 * X[:1] + 4 * X[1:] + rng.normal(scale=0.5, size=(1, m))


def star(m=400, seed=4):
    """Points in and around a paper star with eight tips and sixteen edges: is there paper at this point?

    Args:
        m: how many points; half of them on the paper.
        seed: another seed draws other points of the same star.

    Returns:
        X: positions, (2, m), one column per point; the tips have distance 2 from the middle, the notches 1.
        Y: 1 for paper, 0 for table, (1, m).
    """
    rng = np.random.default_rng(seed)
    paper = np.arange(m) % 2 == 0
    angle = rng.uniform(0, 2 * np.pi, m)
    from_tip = np.abs((angle + np.pi / 8) % (np.pi / 4) - np.pi / 8)  # between the next tip and its notches
    c, s = np.cos(np.pi / 8), np.sin(np.pi / 8)
    edge = 2 * s / (s * np.cos(from_tip) + (2 - c) * np.sin(from_tip))  # its distance from the middle
    inside, outside = 0.95 * rng.uniform(0, 1, m) ** 0.4, np.sqrt(rng.uniform(1.1, (2.7 / edge) ** 2))
    radius = edge * np.where(paper, inside, outside)
    return np.vstack([radius * np.cos(angle), radius * np.sin(angle)]), paper.astype(float)[np.newaxis]


def greenhouse(m=60, seed=11):
    """Seedlings in a greenhouse: do they thrive at this temperature, moisture and light?

    Args:
        m: how many seedlings; half of them thrive.
        seed: another seed measures other seedlings under the same conditions.

    Returns:
        X: temperature, moisture and light, each as a deviation from its mean in standard deviations, (3, m).
        Y: 1 for those that thrive, 0 for the others, (1, m).
    """
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(3, m))
    comfort = (
        X[1] + 0.5 * X[2] - X[0] ** 2
    )  # moisture and light make up for the wrong temperature, up to a point
    return X, (comfort > np.median(comfort)).astype(float)[np.newaxis]


def currents(m=2000, seed=4):
    """Water samples from two currents, a warm and a cold one, that curl around each other and mix.

    Args:
        m: how many samples; half of them from each current.
        seed: another seed takes other samples from the same water.

    Returns:
        X: positions, (2, m), one column per sample.
        Y: 1 for the warm current, 0 for the cold one, (1, m).
    """
    rng = np.random.default_rng(seed)
    warm = np.arange(m) % 2 == 0
    angle = rng.uniform(0, np.pi, m)
    east = np.where(warm, np.cos(angle), 1 - np.cos(angle))
    north = np.where(warm, np.sin(angle), 0.5 - np.sin(angle))
    X = np.vstack([east, north]) + rng.normal(scale=0.35, size=(2, m))
    return X, warm.astype(float)[np.newaxis]


def digits():
    """The ten digits, drawn with seven straight strokes and blurred a little.

    Returns:
        images: (10, 14, 10), grey values from 0 to 1; images[d] shows the digit d.
    """
    strokes = {  # first and last row, first and last column
        "top": (1, 3, 1, 9),
        "middle": (6, 8, 1, 9),
        "bottom": (11, 13, 1, 9),
        "upper left": (1, 8, 1, 3),
        "upper right": (1, 8, 7, 9),
        "lower left": (6, 13, 1, 3),
        "lower right": (6, 13, 7, 9),
    }
    missing = {
        0: ["middle"],
        1: ["top", "middle", "bottom", "upper left", "lower left"],
        2: ["upper left", "lower right"],
        3: ["upper left", "lower left"],
        4: ["top", "bottom", "lower left"],
        5: ["upper right", "lower left"],
        6: ["upper right"],
        7: ["middle", "bottom", "upper left", "lower left"],
        8: [],
        9: ["lower left"],
    }
    images = np.zeros((10, 14, 10))
    for digit, absent in missing.items():
        for name, (top, bottom, left, right) in strokes.items():
            if name not in absent:
                images[digit, top:bottom, left:right] = 1.0
    for axis in (1, 2):
        images = 0.6 * images + 0.2 * (np.roll(images, 1, axis) + np.roll(images, -1, axis))
    return images
