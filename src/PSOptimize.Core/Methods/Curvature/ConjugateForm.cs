namespace PSOptimize.Methods.Curvature;

/// <summary>How much of the last direction goes into the next one: β in <c>d ← −g + βd</c>, with y the change of the gradient.</summary>
public enum ConjugateForm
{
    /// <summary>
    /// <c>β = (y − 2d ‖y‖²/dᵀy)ᵀg / dᵀy</c>, at least <c>0.4 dᵀg₋/dᵀd</c>: always a descent. Hager and Zhang 2005, eq. 1.6; the bound is
    /// that of Hager and Zhang 2013, eq. 3.2.
    /// </summary>
    HagerZhang,

    /// <summary>
    /// <c>β = yᵀg / dᵀy</c>, at least 0: Hestenes and Stiefel 1952. With exact searches that is what Polak, Ribière and Polyak 1969 have,
    /// with the restart of Powell 1984.
    /// </summary>
    HestenesStiefel,

    /// <summary><c>β = ‖g‖² / dᵀy</c>: Dai and Yuan 1999, eq. 1.5.</summary>
    DaiYuan,
}
