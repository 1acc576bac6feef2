"""The context of decimal numbers."""
# --- in the script:

def ambient():
    import decimal
    context = decimal.getcontext()
    names = ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "traps")
    return {"decimal context: " + name: ascii(getattr(context, name)) for name in names}
