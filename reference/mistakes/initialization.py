MISTAKES = ()
VARIANTS = ()


def left_over(space, rng):
    return {}
