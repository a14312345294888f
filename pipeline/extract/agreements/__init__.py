"""The rules of `agreements`: what states signed or mean to sign."""
