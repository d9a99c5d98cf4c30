# Every built-in test problem as it would be written in a script: the formula of Get-TestProblem, added up in the order of its terms.
[ordered] @{
    Ackley         = {
        param([double[]] $x)
        $squares = 0.0
        $cosines = 0.0
        foreach ($c in $x) {
            $squares += $c * $c
            $cosines += [Math]::Cos(2 * [Math]::PI * $c)
        }
        20 - 20 * [Math]::Exp(-0.2 * [Math]::Sqrt($squares / $x.Count)) + ([Math]::E - [Math]::Exp($cosines / $x.Count))
    }
    Beale          = {
        param($x, $y)
        $first = 1.5 - $x + $x * $y
        $second = 2.25 - $x + $x * ($y * $y)
        $third = 2.625 - $x + $x * ($y * $y) * $y
        $first * $first + $second * $second + $third * $third
    }
    Booth          = {
        param($x, $y)
        [Math]::Pow($x + 2 * $y - 7, 2) + [Math]::Pow(2 * $x + $y - 5, 2)
    }
    Griewank       = {
        param([double[]] $x)
        $squares = 0
        $product = 1
        for ($i = 0; $i -lt $x.Length; $i++) {
            $squares += $x[$i] * $x[$i]
            $product *= [Math]::Cos($x[$i] / [Math]::Sqrt($i + 1))
        }
        $squares / 4000 + (1 - $product)
    }
    Himmelblau     = {
        param($x, $y)
        [Math]::Pow($x * $x + $y - 11, 2) + [Math]::Pow($x + $y * $y - 7, 2)
    }
    Levy           = {
        param([double[]] $x)
        $sum = [Math]::Pow([Math]::Sin([Math]::PI * ($x[0] - 1) / 4), 2)
        foreach ($i in 0..($x.Count - 1)) {
            $d = ($x[$i] - 1) / 4
            if ($i -eq $x.Count - 1) {
                $sine = [Math]::Sin(2 * [Math]::PI * $d)
                $sum += $d * $d * (1 + $sine * $sine)
            } else {
                $sine = [Math]::Sin([Math]::PI * ($d + 1) + 1)
                $sum += $d * $d * (1 + 10 * $sine * $sine)
            }
        }
        $sum
    }
    Matyas         = {
        param($x, $y)
        0.26 * ($x * $x + $y * $y) - 0.48 * $x * $y
    }
    Parabola       = {
        param($x)
        $x * $x
    }
    PowellSingular = {
        param([double[]] $x)
        $sum = 0
        for ($i = 0; $i -lt $x.Count; $i += 4) {
            $a, $b, $c, $d = $x[$i..($i + 3)]
            $bc = ($b - 2 * $c) * ($b - 2 * $c)
            $ad = ($a - $d) * ($a - $d)
            $sum += ($a + 10 * $b) * ($a + 10 * $b) + 5 * ($c - $d) * ($c - $d) + $bc * $bc + 10 * ($ad * $ad)
        }
        $sum
    }
    Quadratic      = {
        param($x, $y)
        0.5 * $x * $x + 0.5 * (10 * $y) * $y
    }
    Rastrigin      = {
        param([double[]] $x)
        ($x | ForEach-Object { $_ * $_ + 10 * (1 - [Math]::Cos(2 * [Math]::PI * $_)) } | Measure-Object -Sum).Sum
    }
    Rosenbrock     = {
        param([double[]] $x)
        $sum = 0
        for ($i = 0; $i -lt $x.Count - 1; $i++) {
            $gap = 1 - $x[$i]
            $wall = $x[$i + 1] - $x[$i] * $x[$i]
            $sum += $gap * $gap + 100 * $wall * $wall
        }
        $sum
    }
    Sphere         = {
        param([double[]] $x)
        $sum = 0
        foreach ($c in $x) { $sum += $c * $c }
        $sum
    }
    StyblinskiTang = {
        param([double[]] $x)
        $sum = 0.0
        foreach ($c in $x) {
            $square = $c * $c
            $sum += $square * $square - 16 * $square + 5 * $c
        }
        0.5 * $sum
    }
    Zakharov       = {
        param([double[]] $x)
        $squares = 0
        $s = 0
        for ($i = 0; $i -lt $x.Count; $i++) {
            $squares += $x[$i] * $x[$i]
            $s += 0.5 * ($i + 1) * $x[$i]
        }
        $squares + $s * $s + [Math]::Pow($s * $s, 2)
    }
}
