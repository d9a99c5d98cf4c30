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
    Branin         = {
        param($x, $y)
        $valley = $y - 5.1 / (4 * [Math]::PI * [Math]::PI) * $x * $x + 5 / [Math]::PI * $x - 6
        $valley * $valley + 10 * (1 - 1 / (8 * [Math]::PI)) * [Math]::Cos($x) + 10
    }
    GoldsteinPrice = {
        param($x, $y)
        $s = $x + $y
        $t = 2 * $x - 3 * $y
        $first = 1 + ($s + 1) * ($s + 1) * (19 - 14 * $s + 3 * $s * $s)
        $second = 30 + $t * $t * (18 - 16 * $t + 3 * $t * $t)
        $first * $second
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
    Hartmann3      = {
        param([double[]] $x)
        $heights = 1, 1.2, 3, 3.2
        $widths = 3, 10, 30, 0.1, 10, 35, 3, 10, 30, 0.1, 10, 35
        $places = 0.3689, 0.1170, 0.2673, 0.4699, 0.4387, 0.7470, 0.1091, 0.8732, 0.5547, 0.0381, 0.5743, 0.8828
        $sum = 0.0
        for ($i = 0; $i -lt 4; $i++) {
            $distance = 0.0
            for ($j = 0; $j -lt 3; $j++) {
                $distance += $widths[3 * $i + $j] * ($x[$j] - $places[3 * $i + $j]) * ($x[$j] - $places[3 * $i + $j])
            }
            $sum -= $heights[$i] * [Math]::Exp(-$distance)
        }
        $sum
    }
    Hartmann6      = {
        param([double[]] $x)
        $heights = 1, 1.2, 3, 3.2
        $widths = 10, 3, 17, 3.5, 1.7, 8, 0.05, 10, 17, 0.1, 8, 14, 3, 3.5, 1.7, 10, 17, 8, 17, 8, 0.05, 10, 0.1, 14
        $places = 0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886, 0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991,
            0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650, 0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381
        $sum = 0.0
        for ($i = 0; $i -lt 4; $i++) {
            $distance = 0.0
            for ($j = 0; $j -lt 6; $j++) {
                $distance += $widths[6 * $i + $j] * ($x[$j] - $places[6 * $i + $j]) * ($x[$j] - $places[6 * $i + $j])
            }
            $sum -= $heights[$i] * [Math]::Exp(-$distance)
        }
        $sum
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
    Shekel         = {
        param([double[]] $x)
        $places = 4, 4, 4, 4, 1, 1, 1, 1, 8, 8, 8, 8, 6, 6, 6, 6, 3, 7, 3, 7, 2, 9, 2, 9, 5, 5, 3, 3, 8, 1, 8, 1, 6, 2, 6, 2,
            7, 3.6, 7, 3.6
        $widths = 0.1, 0.2, 0.2, 0.4, 0.4, 0.6, 0.3, 0.7, 0.5, 0.5
        $sum = 0.0
        for ($i = 0; $i -lt 10; $i++) {
            $distance = $widths[$i]
            for ($j = 0; $j -lt 4; $j++) { $distance += ($x[$j] - $places[4 * $i + $j]) * ($x[$j] - $places[4 * $i + $j]) }
            $sum -= 1 / $distance
        }
        $sum
    }
    SixHumpCamel   = {
        param($x, $y)
        $a = $x * $x
        $b = $y * $y
        (4 - 2.1 * $a + $a * $a / 3) * $a + $x * $y + (4 * $b - 4) * $b
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
